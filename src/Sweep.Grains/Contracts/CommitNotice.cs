namespace Sweep.Grains.Contracts;

/// <summary>What a silo's writer has committed of one sweep.</summary>
/// <param name="Completed">Numbers of completed trials, those that were stopped early among them.</param>
/// <param name="Failed">Numbers of failed trials.</param>
/// <param name="EndedLeases">Leases whose rows the same transaction deleted.</param>
/// <param name="TrainSeconds">Thread CPU seconds in training, of those that were trained.</param>
/// <param name="TrainedIterations">Iterations of those that were trained.</param>
/// <param name="Best">The best of them.</param>
/// <param name="Prefix">How many came about on the way of a longer trial.</param>
/// <param name="Pruned">How many of the completed were stopped early.</param>
/// <param name="CommitTrace">Of a client's result the span of its commit (a traceparent of W3C); null where there is none.</param>
[GenerateSerializer, Immutable, Alias("sweep.commit-notice")]
public sealed record CommitNotice(
    [property: Id(0)] long[] Completed,
    [property: Id(1)] long[] Failed,
    [property: Id(2)] Guid[] EndedLeases,
    [property: Id(3)] double TrainSeconds,
    [property: Id(4)] long TrainedIterations,
    [property: Id(5)] BestTrial? Best,
    [property: Id(6)] int Prefix = 0,
    [property: Id(7)] int Pruned = 0,
    [property: Id(8)] string? CommitTrace = null);
