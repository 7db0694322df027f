using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;

namespace Sweep.Grains.Contracts;

/// <summary>A batch of trials granted to a silo; its row is in the store already.</summary>
/// <param name="LeaseId">The lease.</param>
/// <param name="Starts">First number of each range.</param>
/// <param name="Ends">The number after the last of each range.</param>
/// <param name="LostAttempts">Attempts that ended without a result, of the numbers that have any.</param>
/// <param name="Checkpointed">Those of its numbers that have a checkpoint in the store.</param>
/// <param name="Alone">True where nothing else is to be started on the silo until its one run has ended or made a checkpoint.</param>
/// <param name="TraceParent">The span in which it was granted; null where there is none.</param>
/// <param name="EarlierTraces">The spans of lost attempts, of the numbers that have any; null where none has.</param>
/// <param name="Points">Of an adaptive sampler, the parameters of each point, by the least of its numbers; null elsewhere.</param>
[GenerateSerializer, Immutable, Alias("sweep.lease-offer")]
public sealed record LeaseOffer(
    [property: Id(0)] Guid LeaseId,
    [property: Id(1)] long[] Starts,
    [property: Id(2)] long[] Ends,
    [property: Id(3)] IReadOnlyDictionary<long, int> LostAttempts,
    [property: Id(4)] long[] Checkpointed,
    [property: Id(5)] bool Alone,
    [property: Id(6)] string? TraceParent = null,
    [property: Id(7)] IReadOnlyDictionary<long, string>? EarlierTraces = null,
    [property: Id(8)] IReadOnlyDictionary<long, string>? Points = null)
{
    internal LeaseGrant ToGrant() => new(LeaseId, [.. Starts.Zip(Ends, (start, end) => new NumberRange(start, end))], Alone)
    {
        LostAttempts = LostAttempts,
        Checkpointed = Checkpointed,
        Trace = TraceParent,
        EarlierTraces = EarlierTraces,
    };
}
