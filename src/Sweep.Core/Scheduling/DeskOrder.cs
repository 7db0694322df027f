namespace Sweep.Core.Scheduling;

/// <summary>
/// What <see cref="LeaseDesk"/> wants done. An order that could not be carried out may be dropped: the desk gives it again, where it still holds.
/// </summary>
public abstract record DeskOrder
{
    /// <summary>There may be work, or a place, for whoever found none.</summary>
    public sealed record Tell : DeskOrder;

    /// <summary>
    /// These leases of one silo are over: their rows are to be deleted and, where there was a loss, the numbers without a row get an
    /// attempt that ended without a result. Then come <see cref="LeaseDesk.Learn"/>, after a loss, and <see cref="LeaseDesk.Ended"/>.
    /// </summary>
    public sealed record End(IReadOnlyList<LeaseRecord> Leases, LeaseLoss? Loss) : DeskOrder;

    /// <summary>The leases of these silos last longer. Then comes <see cref="LeaseDesk.Renewed"/>.</summary>
    public sealed record Renew(IReadOnlyList<SiloKey> Silos) : DeskOrder;

    /// <summary>A silo that does not talk to the owner may still commit or give back: leases without a row have ended.</summary>
    public sealed record Compare : DeskOrder;

    /// <summary>These trials get a failed row, and are finished then.</summary>
    public sealed record GiveUp(IReadOnlyList<GivenUpTrial> Trials) : DeskOrder;
}
