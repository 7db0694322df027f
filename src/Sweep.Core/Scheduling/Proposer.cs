using System.Collections.Immutable;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Chooses the points of a sweep in their order, each by the results of a set of points that its number fixes, and by no others: so the search comes out
/// the same whoever trains when. Replicates of a point are one result, their mean. It may be lost at any moment: all that matters
/// is read again. Not safe for use by several threads at once.
/// </summary>
public sealed class Proposer
{
    private readonly SearchSpace _space;
    private readonly IAdaptiveSampler _sampler;
    private readonly SearchHistory _history;
    private readonly Dictionary<long, SearchResult> _results = [];
    private readonly NumberSet _stored = new();
    private readonly ImmutableArray<Objective> _reported;
    private readonly int _lag;
    private readonly long _replicates;
    private readonly long _points;
    private long _seen;
    private long _begun;

    private Proposer(SearchSpace space, IAdaptiveSampler sampler, IReadOnlyList<SearchResult>? earlier)
    {
        _history = new SearchHistory(earlier);
        (_space, _sampler, _lag, _replicates) = (space, sampler, space.Spec.Sampler.Lag, space.Spec.Replicates);
        (_points, _reported) = (space.PlannedTrials / _replicates, space.Spec.ReportedObjectives);
    }

    /// <summary>All points below it are chosen.</summary>
    public long Next { get; private set; }

    /// <summary>Null where points are a function of their place.</summary>
    /// <param name="space">The sweep's.</param>
    /// <param name="earlier">The results that the search begins with (<see cref="EarlierResults"/>); every point is chosen by them. Null for none.</param>
    public static Proposer? Of(SearchSpace space, IReadOnlyList<SearchResult>? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        return SamplerDeclarations.Of(space.Spec.Sampler).Search is { } search
            ? new Proposer(space, search(space.Spec), earlier)
            : null;
    }

    /// <summary>Takes over what was chosen before.</summary>
    /// <exception cref="FormatException">A row is none of this space.</exception>
    public void TakeUp(IEnumerable<Proposal> stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        foreach (var proposal in stored)
        {
            // Whoever has read the rows may have taught the space.
            if (!_space.Knows(proposal.Number))
                _space.Learn(proposal.Number, proposal.Parameters);
            _stored.Add(proposal.Number / _replicates);
        }

        Next = _stored.FirstMissing();
    }

    /// <summary>The first point that cannot be chosen while no more than the trials below a number are all finished.</summary>
    /// <param name="frontier">Every number below it is finished.</param>
    public long ReadyBelow(long frontier)
    {
        var (ready, finished) = (Next, frontier / _replicates);
        while (ready < _points && _sampler.SeenBelow(ready, _lag) <= finished)
            ready++;
        return ready;
    }

    /// <summary>The numbers whose results are to be learnt before all points below one are chosen; empty where all are known.</summary>
    public NumberRange Wanted(long ready)
    {
        while (Next < ready && _space.Proposed!.Knows(Next))
            Next++;
        return Next < ready
            ? new NumberRange(_seen * _replicates, Math.Max(_seen, _sampler.SeenBelow(ready - 1, _lag)) * _replicates)
            : default;
    }

    /// <summary>Learns the results of trials; of points whose replicates are all there.</summary>
    /// <param name="outcomes">Ascending.</param>
    /// <returns>How many points those were.</returns>
    public long Learn(IReadOnlyList<SearchOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        var learnt = 0L;
        foreach (var point in outcomes.GroupBy(outcome => outcome.Number / _replicates))
        {
            SearchOutcome[] trials = [.. point];
            if (trials.Length != _replicates)
                continue;
            _results[point.Key] = ResultOf(point.Key, trials);
            learnt++;
        }

        return learnt;
    }

    /// <summary>Chooses all points below one.</summary>
    /// <exception cref="InvalidOperationException">A result that is <see cref="Wanted"/> was not learnt.</exception>
    public void Propose(long ready)
    {
        for (; Next < ready; Next++)
        {
            if (_space.Proposed!.Knows(Next))
                continue;
            var seen = _sampler.SeenBelow(Next, _lag);
            for (; _seen < seen; _seen++)
            {
                if (!_results.Remove(_seen, out var result))
                    throw new InvalidOperationException($"Point {Next} is chosen by the result of point {_seen}, which is not known.");
                _history.Add(result);
            }

            for (_begun = Math.Max(_begun, _seen); _begun < Next; _begun++)
                _history.Add(new SearchResult(_begun, ValuesOf(_begun), default(double?)));
            _space.Proposed.Learn(Next, _sampler.Propose(Next, _history));
        }
    }

    /// <summary>Of these trials, the points that have no row yet.</summary>
    public IReadOnlyList<Proposal> UnstoredOf(IEnumerable<long> numbers) =>
        [.. numbers.Select(number => number / _replicates).Distinct().Where(point => !_stored.Contains(point)).Select(ProposalOf)];

    /// <summary>They have rows now.</summary>
    public void Stored(IEnumerable<Proposal> proposals)
    {
        ArgumentNullException.ThrowIfNull(proposals);
        foreach (var proposal in proposals)
            _stored.Add(proposal.Number / _replicates);
    }

    private Proposal ProposalOf(long point)
    {
        var seen = point < _space.Spec.Enqueue.Length ? 0 : _sampler.SeenBelow(point, _lag);
        return new Proposal(point * _replicates, _space.ParametersOf(point * _replicates), seen * _replicates);
    }

    private ImmutableArray<ParameterValue?> ValuesOf(long point)
    {
        var chosen = _space.TrialAt(point * _replicates).Point;
        return [.. _space.Spec.Parameters.Select(parameter => chosen.Find(parameter.Name))];
    }

    private SearchResult ResultOf(long point, SearchOutcome[] trials)
    {
        var objectives = _space.Spec.Objectives;
        var outcome = PointOutcome.Of(objectives, _reported, _space.TrialAt(point * _replicates).Point, trials);
        return new SearchResult(
            point, ValuesOf(point), [.. outcome.Values.Zip(objectives, (value, objective) => objective.Goal == Goal.Minimize ? value : -value)],
            outcome.PrunedAt);
    }
}
