using Sweep.Core.Sweeps;

namespace Sweep.Grains.Contracts;

/// <summary>Live knowledge of a sweep, from its owner.</summary>
[GenerateSerializer, Immutable, Alias("sweep.progress")]
public sealed record SweepProgress
{
    [Id(0)] public required Guid Id { get; init; }

    [Id(1)] public required string Name { get; init; }

    [Id(2)] public required SweepState State { get; init; }

    [Id(3)] public string? Error { get; init; }

    [Id(4)] public required long Planned { get; init; }

    [Id(5)] public long Completed { get; init; }

    [Id(6)] public long Pruned { get; init; }

    [Id(7)] public long Failed { get; init; }

    /// <summary>Thread CPU seconds in training, of all committed trials that were trained.</summary>
    [Id(8)] public double TrainSeconds { get; init; }

    [Id(9)] public long TrainedIterations { get; init; }

    /// <summary>Share of the sweep's work that is committed, weighted by cost, 0 to 1.</summary>
    [Id(10)] public double Fraction { get; init; }

    /// <summary>Time left at the present rate; null before there is one.</summary>
    [Id(11)] public double? SecondsLeft { get; init; }

    [Id(12)] public double TrialsPerSecond { get; init; }

    [Id(13)] public IReadOnlyList<TrialProgress> RunningTrials { get; init; } = [];

    [Id(14)] public BestTrial? Best { get; init; }

    /// <summary>Why the store takes nothing just now, in the database's words; work waits for it. Null while all is well.</summary>
    [Id(15)] public string? StoreTrouble { get; init; }

    /// <summary>Of the finished trials, those that came about on the way of a longer one.</summary>
    [Id(16)] public long Prefix { get; init; }

    /// <summary>Of the finished trials, those that were copied from other sweeps.</summary>
    [Id(17)] public long Reused { get; init; }

    /// <summary>Of an adaptive sampler, the parameters of the trials that this names, by the least number of each point; null elsewhere.</summary>
    [Id(18)] public IReadOnlyDictionary<long, string>? Points { get; init; }

    /// <summary>Trials in training now.</summary>
    public int Running => RunningTrials.Count;

    public long Finished => Completed + Pruned + Failed;

    public long Waiting => State == SweepState.Cancelled ? 0 : Math.Max(0, Planned - Finished - Running);

    public long Cancelled => State == SweepState.Cancelled ? Planned - Finished : 0;
}
