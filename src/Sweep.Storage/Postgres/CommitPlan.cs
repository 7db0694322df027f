using Sweep.Core.Trials;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>Which trial of each number a batch brings to the database, and what the database's answer makes of all of them.</summary>
internal sealed class CommitPlan
{
    private readonly IReadOnlyList<FinishedTrial> _trials;
    private readonly Dictionary<(Guid Sweep, long Number), Candidate> _candidates;

    /// <param name="trials">The batch, in which a number may come more than once.</param>
    public CommitPlan(IReadOnlyList<FinishedTrial> trials)
    {
        _trials = trials;
        _candidates = new(trials.Count);
        for (var k = 0; k < trials.Count; k++)
        {
            var key = (trials[k].SweepId, trials[k].Trial.Number);
            if (!_candidates.TryGetValue(key, out var first))
                _candidates.Add(key, new Candidate(k, null));
            else if (trials[first.Place].State == TrialState.Failed && trials[k].State != TrialState.Failed)
                _candidates[key] = new Candidate(k, first.Failure ?? first.Place);
        }

        Sweeps = [.. trials.Select(trial => trial.SweepId).Distinct()];
        Candidates = [.. _candidates.OrderBy(pair => pair.Key.Sweep).ThenBy(pair => pair.Key.Number).Select(pair => trials[pair.Value.Place])];
    }

    /// <summary>The sweeps concerned.</summary>
    public Guid[] Sweeps { get; }

    /// <summary>One trial a number, in order of key.</summary>
    public IReadOnlyList<FinishedTrial> Candidates { get; }

    /// <summary>What became of each trial of the batch.</summary>
    /// <param name="accepting">Sweeps that are there and not cancelled, each with the number from which on it takes none.</param>
    /// <param name="winners">Numbers whose candidate is in the store now; true where it replaced a failed row.</param>
    public CommitOutcome[] Outcomes(IReadOnlyDictionary<Guid, long> accepting, IReadOnlyDictionary<(Guid Sweep, long Number), bool> winners)
    {
        var outcomes = new CommitOutcome[_trials.Count];
        for (var k = 0; k < outcomes.Length; k++)
        {
            var key = (_trials[k].SweepId, _trials[k].Trial.Number);
            if (key.Number >= accepting.GetValueOrDefault(key.SweepId, long.MinValue))
                outcomes[k] = CommitOutcome.Refused;
            else if (winners.TryGetValue(key, out var replaced))
                outcomes[k] = IsCommitted(_candidates[key], k, replaced) ? CommitOutcome.Committed : CommitOutcome.Duplicate;
            else
                outcomes[k] = CommitOutcome.Duplicate;
        }

        return outcomes;
    }

    /// <summary>A failure in front of the result was as good as stored, and replaced at once, unless one was stored already.</summary>
    private static bool IsCommitted(Candidate candidate, int place, bool replaced) =>
        place == candidate.Place || (place == candidate.Failure && !replaced);

    private readonly record struct Candidate(int Place, int? Failure);
}
