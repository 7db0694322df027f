using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Owning;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Grains.Owning;

/// <summary>What the owner of a sweep keeps in memory; all of it can be read again from the store.</summary>
internal sealed class OwnedSweep
{
    private static readonly TimeSpan RateSpan = TimeSpan.FromSeconds(20);

    private readonly SweepRecord _sweep;
    private readonly RateWindow _trialRate = new(RateSpan);
    private readonly RateWindow _costRate = new(RateSpan);
    private TrialTotals _totals;
    private BestTrial? _best;
    private double _costDone;
    private bool _isCounted;

    public OwnedSweep(SweepRecord sweep, SearchSpace space, TrialStock stock, TrialTotals totals, BestTrial? best, TimeSpan now)
    {
        _sweep = sweep;
        Space = space;
        _best = best;
        _totals = totals;
        _costDone = stock.FinishedCost;
        _trialRate.Start(now);
        _costRate.Start(now);
        Stock = stock;
        State = sweep.State;
    }

    public TrialStock Stock { get; }

    public SearchSpace Space { get; }

    /// <summary>The span of its submission; null where there is none.</summary>
    public string? TraceParent => _sweep.TraceParent;

    public long Epoch => _sweep.Epoch;

    public SweepState State { get; set; }

    public string? Error { get; set; }

    /// <summary>Why the store could not be used when it was last asked; null where it could.</summary>
    public string? StoreTrouble { get; set; }

    /// <summary>This process has given the sweep up, or another has taken it; nothing more may be granted here.</summary>
    public bool IsLost { get; set; }

    /// <summary>All but the leases.</summary>
    public static async Task<OwnedSweep> ReadAsync(ISweepRegister sweeps, IOwnerStore store, SweepRecord sweep, SearchSpace space, TimeProvider time)
    {
        // The sums first: what is committed between is in the stock, and no notice of it adds to them a second time.
        var totals = await sweeps.TotalTrialsAsync(sweep.Id, CancellationToken.None);
        var finished = await store.ReadFinishedAsync(sweep.Id, CancellationToken.None);
        return new OwnedSweep(
            sweep,
            space,
            new TrialStock(space, finished.Frontier, finished.Above),
            totals,
            await StoredBest.ReadAsync(store, sweep.Id, space.PlannedTrials, space.Spec.Objective, CancellationToken.None),
            time.GetElapsedTime(0));
    }

    /// <summary>This process owns it from now on.</summary>
    public void Enter()
    {
        _isCounted = true;
        SweepTelemetry.OwnedSweeps.Add(1);
    }

    /// <summary>It has ended, or is another's now; again changes nothing.</summary>
    public void Leave()
    {
        if (_isCounted)
            SweepTelemetry.OwnedSweeps.Add(-1);
        _isCounted = false;
    }

    public bool IsActive => !IsLost && State.IsOpen();

    public void Note(CommitNotice notice, TimeSpan now)
    {
        var cost = 0.0;
        long Count(long[] numbers)
        {
            var fresh = 0L;
            foreach (var number in numbers.Where(Stock.Finish))
            {
                cost += Stock.CostOf(number);
                fresh++;
            }

            return fresh;
        }

        var (completed, failed) = (Count(notice.Completed), Count(notice.Failed));
        _totals = _totals with
        {
            Failed = _totals.Failed + failed,
            TrainSeconds = _totals.TrainSeconds + notice.TrainSeconds,
            TrainedIterations = _totals.TrainedIterations + notice.TrainedIterations,
            Prefix = _totals.Prefix + notice.Prefix,
            Pruned = _totals.Pruned + notice.Pruned,
        };
        _costDone += cost;
        _best = BestTrial.Better(_best, notice.Best);
        _trialRate.Add(now, completed + failed);
        _costRate.Add(now, cost);
    }

    /// <summary>These were copied from other sweeps: they are finished, and tell nothing of how fast this one goes on.</summary>
    public void NoteReused(IReadOnlyList<TrialRank> copied)
    {
        _totals = _totals with { Reused = _totals.Reused + copied.Count(trial => Stock.Finish(trial.Number)) };
        Reckon();
        _best = copied.Select(trial => new BestTrial(trial.Number, trial.ReachedAt, Space.Spec.Objective.Rank(trial.BestObjective)))
            .Aggregate(_best, BestTrial.Better);
    }

    /// <summary>
    /// Takes what the store says instead of what was counted, for some notices did not come; not where it knows of results whose notices are
    /// on their way, which would count twice.
    /// </summary>
    public void Correct(TrialTotals totals)
    {
        if (totals.Rows <= Stock.Finished)
            _totals = totals;
        Reckon();
    }

    /// <summary>Points are known that were not: what is done is reckoned anew.</summary>
    public void Reckon() => _costDone = Stock.FinishedCost;

    public SweepProgress Progress(IEnumerable<TrialProgress> running, string? siloTrouble, TimeSpan now)
    {
        // Iterations done of trials in training count as work done, or a sweep of few long trials would seem to stand still.
        TrialProgress[] live = [.. running.Where(t => !Stock.IsFinished(t.Number))];
        var done = _costDone + live.Sum(t => Stock.CostUntil(t.Number, t.Iteration));
        var rate = _costRate.PerSecond(now);
        var failed = Math.Min(_totals.Failed, Stock.Finished);
        var pruned = Math.Min(_totals.Pruned, Stock.Finished - failed);
        return new SweepProgress
        {
            Id = _sweep.Id,
            Name = _sweep.Name,
            State = State,
            Error = Error,
            Planned = Space.PlannedTrials,

            // Of numbers that are known to be finished, each once, so that no count is ever beyond the plan.
            Completed = Stock.Finished - pruned - failed,
            Pruned = pruned,
            Failed = failed,
            TrainSeconds = _totals.TrainSeconds,
            TrainedIterations = _totals.TrainedIterations,
            Prefix = Math.Min(_totals.Prefix, Stock.Finished),
            Reused = Math.Min(_totals.Reused, Stock.Finished),
            Fraction = Stock.IsComplete ? 1 : Math.Clamp(done / Stock.TotalCost, 0, 1),
            SecondsLeft = rate > 0 && State == SweepState.Running ? Math.Max(0, Stock.TotalCost - done) / rate : null,
            TrialsPerSecond = _trialRate.PerSecond(now),
            RunningTrials = live,
            Best = _best,
            Points = KnownPoints.Of(Space, live.Select(trial => trial.Number).Concat(_best is { } best ? [best.Number] : [])),
            StoreTrouble = StoreTrouble ?? siloTrouble,
        };
    }
}
