namespace Sweep.Core.Scheduling;

/// <summary>A silo tells what it is at and asks for work.</summary>
public interface ISiloPull
{
    SiloKey Silo { get; }

    int Slots { get; }

    /// <summary>Work wanted, in units of <see cref="TrialCost"/>; 0 to ask for none.</summary>
    double Cost { get; }

    /// <summary>Slots of this sweep's that have nothing to do: each of them can begin a run at once.</summary>
    int Idle { get; }

    /// <summary>Whether a run that must be alone is on a slot there, or waits for one; null where the silo does not say.</summary>
    bool? IsAlone { get; }

    /// <summary>How long a unit takes there; 0 where it has no measure.</summary>
    double SecondsPerCost { get; }

    /// <summary>Leases that it holds; what else was granted to it never arrived, or has ended.</summary>
    IReadOnlyList<Guid> Held { get; }

    /// <summary>Ascends from one pull of the silo to its next: one that comes late is told by it.</summary>
    long Turn { get; }

    /// <summary>Of a limited sweep: the places that it has, as it was last told.</summary>
    int Places { get; }

    /// <summary>Of a limited sweep: trials that are on its slots, which may still be more.</summary>
    int Training { get; }

    /// <summary>Of a limited sweep: the places that it could use.</summary>
    int Wanted { get; }

    /// <summary>Of a limited sweep: trials that are leased to it and not trained yet.</summary>
    long Open { get; }

    /// <summary>What it can hold.</summary>
    MemoryRoom Room { get; }
}
