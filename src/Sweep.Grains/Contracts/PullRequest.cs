using Sweep.Core.Scheduling;

namespace Sweep.Grains.Contracts;

/// <summary>A silo tells what it is at and asks for work.</summary>
/// <param name="Silo">The silo's incarnation.</param>
/// <param name="Slots">Its compute slots.</param>
/// <param name="Cost">Work wanted, in units of <see cref="Core.Scheduling.TrialCost"/>; 0 to ask for none.</param>
/// <param name="SecondsPerCost">How long a unit takes there.</param>
/// <param name="Held">Leases of this sweep that it holds; what else was granted to it never arrived, or has ended.</param>
/// <param name="Running">Trials of this sweep in training on the silo now.</param>
/// <param name="StoreTrouble">Why the store does not take the silo's results just now; null where it does.</param>
/// <param name="Turn">Ascends from one request of the silo to its next: one that comes late is told by it.</param>
/// <param name="Places">Of a limited sweep: the places that it has, as it was last told.</param>
/// <param name="Training">Of a limited sweep: trials that are on its slots, which may still be more.</param>
/// <param name="Wanted">Of a limited sweep: the places that it could use.</param>
/// <param name="Open">Of a limited sweep: trials that are leased to it and not trained yet.</param>
/// <param name="HeapRoom">Bytes of its heap that it has for trials; 0 where it does not say.</param>
/// <param name="Room">Bytes that it has for trials altogether; 0 where it does not say.</param>
/// <param name="Idle">Runs that it could begin at once, if they were leased to it.</param>
/// <param name="IsAlone">Whether a run that must be alone is on a slot there, or waits for one; null of silos of an earlier version.</param>
[GenerateSerializer, Immutable, Alias("sweep.pull-request")]
public sealed record PullRequest(
    [property: Id(0)] string Silo,
    [property: Id(1)] int Slots,
    [property: Id(2)] double Cost,
    [property: Id(3)] double SecondsPerCost,
    [property: Id(4)] IReadOnlyList<Guid> Held,
    [property: Id(5)] IReadOnlyList<TrialProgress> Running,
    [property: Id(6)] string? StoreTrouble = null,
    [property: Id(7)] long Turn = 0,
    [property: Id(8)] int Places = 0,
    [property: Id(9)] int Training = 0,
    [property: Id(10)] int Wanted = 0,
    [property: Id(11)] long Open = 0,
    [property: Id(12)] long HeapRoom = 0,
    [property: Id(13)] long Room = 0,
    [property: Id(14)] int Idle = 0,
    [property: Id(15)] bool? IsAlone = null) : ISiloPull
{
    SiloKey ISiloPull.Silo => SiloKey.Parse(Silo);

    MemoryRoom ISiloPull.Room => Room == 0 ? MemoryRoom.Unlimited : new MemoryRoom(HeapRoom, Room);
}
