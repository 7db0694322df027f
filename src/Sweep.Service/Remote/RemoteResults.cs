using Sweep.Core.Analysis;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service.Remote;

/// <summary>The results of one sweep as a report reads them, made of what a server streams. Of each trial that counts a few numbers are kept.</summary>
internal sealed class RemoteResults : IResultReader
{
    private readonly RemoteRecords _records;
    private readonly SortedDictionary<long, (int Trained, int? ReachedAt, double Best, TrialState State)> _outcomes = [];

    private RemoteResults(RemoteRecords records) => _records = records;

    /// <summary>A server leaves nothing out.</summary>
    public Action<RowDamage>? DamageFound { get; set; }

    public static async Task<RemoteResults> LoadAsync(RemoteRecords records, SweepRecord sweep, CancellationToken cancellation)
    {
        var results = new RemoteResults(records);
        await foreach (var trial in records.ReadTrialsAsync(sweep.Id, cancellation))
        {
            if (trial.State is not (TrialState.Completed or TrialState.Pruned) || trial.Trial.Number >= sweep.PlannedTrials)
                continue;
            if (!sweep.Space.Knows(trial.Trial.Number))
                sweep.Space.Learn(trial.Trial.Number, trial.Trial.Point);
            results._outcomes[trial.Trial.Number] = (trial.TrainedIterations, trial.ReachedAt, trial.BestObjective ?? double.NaN, trial.State);
        }

        return results;
    }

    public IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid id, CancellationToken cancellation) => _records.ReadTrialsAsync(id, cancellation);

    public Task<IReadOnlyList<SettingRuns>> ReadSettingsAsync(Guid id, SearchSpace space, string by, bool includePruned, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(space);
        return Task.FromResult(SettingRuns.Of(
            _outcomes.Where(one => CountedStates.Has(one.Value.State, includePruned)).Select(one =>
            {
                var trial = space.TrialAt(one.Key);
                return new TrialOutcome(trial.Point, trial.Replicate, one.Value.Trained, one.Value.ReachedAt, one.Value.Best)
                {
                    FirstNumber = trial.Number - trial.Replicate,
                };
            }),
            by,
            new Ranking(space.Spec)));
    }

    public Task<IReadOnlyList<long>> ReadRunsAsync(Guid id, SearchSpace space, long number, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(space);
        var longest = new SortedDictionary<long, (int Trained, long Number)>();
        foreach (var first in new RunGrid(space, space.Spec.Trainer.Resource).FirstNumbers(number))
        {
            for (var replicate = 0L; replicate < space.Spec.Replicates; replicate++)
            {
                if (_outcomes.TryGetValue(first + replicate, out var outcome) && outcome.State == TrialState.Completed
                    && (!longest.TryGetValue(replicate, out var other) || outcome.Trained > other.Trained))
                    longest[replicate] = (outcome.Trained, first + replicate);
            }
        }

        return Task.FromResult<IReadOnlyList<long>>([.. longest.Values.Take(most).Select(run => run.Number)]);
    }

    public IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation) =>
        _records.ReadCurvesAsync(id, numbers, cancellation);

    public IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation) =>
        _records.ReadMetricsAsync(id, cancellation).Where(metric => numbers is null || numbers.Contains(metric.Number));

    /// <summary>The server has looked.</summary>
    public Task CheckCurvesAsync(Guid id, CancellationToken cancellation) => Task.CompletedTask;
}
