using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Storage;

namespace Sweep.Grains.Sweeps;

/// <summary>What the owner of a sweep keeps in memory; all of it can be read again from the store.</summary>
internal sealed class OwnedSweep
{
    private static readonly TimeSpan RateSpan = TimeSpan.FromSeconds(20);

    private readonly SweepRecord _sweep;
    private readonly SearchSpace _space;
    private readonly GridCost _costs;
    private readonly IReadOnlyDictionary<long, int> _lostAttempts;
    private readonly RateWindow _trialRate = new(RateSpan);
    private readonly RateWindow _costRate = new(RateSpan);
    private BestTrial? _best;
    private long _completed;
    private readonly long _pruned;
    private long _failed;
    private double _trainSeconds;
    private long _trainedIterations;
    private double _costDone;

    public OwnedSweep(
        SweepRecord sweep,
        SearchSpace space,
        TrialLedger ledger,
        TrialTotals totals,
        IReadOnlyDictionary<long, int> lostAttempts,
        BestTrial? best,
        DateTimeOffset now)
    {
        _sweep = sweep;
        _space = space;
        _costs = new GridCost(space.Spec);
        _lostAttempts = lostAttempts;
        _best = best;
        _completed = totals.Completed;
        _pruned = totals.Pruned;
        _failed = totals.Failed;
        _trainSeconds = totals.TrainSeconds;
        _trainedIterations = totals.TrainedIterations;
        _costDone = ledger.FinishedRuns.Sum(_costs.Of);
        _trialRate.Start(now);
        _costRate.Start(now);
        Ledger = ledger;
        State = sweep.State;
    }

    public TrialLedger Ledger { get; }

    public long Epoch => _sweep.Epoch;

    public SweepState State { get; set; }

    public string? Error { get; set; }

    /// <summary>Why the store could not be used when it was last asked; null where it could.</summary>
    public string? StoreTrouble { get; set; }

    /// <summary>Another process has taken the sweep; nothing more may be granted here.</summary>
    public bool IsLost { get; set; }

    public double CostOf(long number) => TrialCost.Of(_space.TrialAt(number).Point);

    public IReadOnlyDictionary<long, int> LostAttemptsOf(IReadOnlyList<NumberRange> numbers) => _lostAttempts.Count == 0
        ? _lostAttempts
        : _lostAttempts.Where(a => numbers.Any(r => a.Key >= r.Start && a.Key < r.End)).ToDictionary();

    public void Note(CommitNotice notice, DateTimeOffset now)
    {
        var cost = 0.0;
        var trials = 0;
        void Count(long[] numbers, ref long total)
        {
            foreach (var number in numbers.Where(Ledger.Finish))
            {
                cost += CostOf(number);
                trials++;
                total++;
            }
        }

        Count(notice.Completed, ref _completed);
        Count(notice.Failed, ref _failed);
        _trainSeconds += notice.TrainSeconds;
        _trainedIterations += notice.TrainedIterations;
        _costDone += cost;
        _best = BestTrial.Better(_best, notice.Best);
        _trialRate.Add(now, trials);
        _costRate.Add(now, cost);
    }

    public SweepProgress Progress(IReadOnlyCollection<PullRequest> silos, DateTimeOffset now)
    {
        // Iterations done of trials in training count as work done, or a sweep of few long trials would seem to stand still.
        TrialProgress[] live = [.. silos.SelectMany(s => s.Running).Where(t => !Ledger.IsFinished(t.Number))];
        var done = _costDone + live.Sum(t => CostOf(t.Number) * t.Iteration / t.Iterations);
        var rate = _costRate.PerSecond(now);
        return new SweepProgress
        {
            Id = _sweep.Id,
            Name = _sweep.Name,
            State = State,
            Error = Error,
            Planned = _space.PlannedTrials,
            Completed = _completed,
            Pruned = _pruned,
            Failed = _failed,
            TrainSeconds = _trainSeconds,
            TrainedIterations = _trainedIterations,
            Fraction = Ledger.IsComplete ? 1 : Math.Clamp(done / _costs.Total, 0, 1),
            SecondsLeft = rate > 0 && State == SweepState.Running ? Math.Max(0, _costs.Total - done) / rate : null,
            TrialsPerSecond = _trialRate.PerSecond(now),
            RunningTrials = live,
            Best = _best,
            StoreTrouble = StoreTrouble ?? silos.Select(s => s.StoreTrouble).FirstOrDefault(trouble => trouble is not null),
        };
    }
}
