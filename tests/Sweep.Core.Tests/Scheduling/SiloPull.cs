using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>A pull as a silo sends it.</summary>
internal sealed record SiloPull(SiloKey Silo, double Cost, IReadOnlyList<Guid> Held, long Turn) : ISiloPull
{
    public int Slots { get; init; } = 2;

    public double SecondsPerCost { get; init; } = 0.1;

    public int Idle { get; init; }

    public bool? IsAlone { get; init; }

    public int Places { get; init; }

    public int Training { get; init; }

    public int Wanted { get; init; }

    public long Open { get; init; }

    public MemoryRoom Room { get; init; } = MemoryRoom.Unlimited;
}
