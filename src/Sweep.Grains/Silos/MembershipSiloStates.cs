using System.Net;
using Sweep.Core.Scheduling;

namespace Sweep.Grains.Silos;

/// <summary>
/// Asks the cluster's membership, whose word "dead" is final; of silos that are not in it (embedded ones of other processes), the
/// process table of this machine.
/// </summary>
internal sealed class MembershipSiloStates(IClusterMembershipService membership) : ISiloStates
{
    public int Count => Math.Max(1, membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active));

    public SiloFate FateOf(SiloKey silo)
    {
        var status = SiloIdentity.AddressOf(silo) is { } address ? StatusOf(address) : SiloStatus.None;
        if (status == SiloStatus.Dead)
            return ProcessIdentity.IsKnownAlive(silo) ? SiloFate.Expelled : SiloFate.Dead;
        if (ProcessIdentity.IsKnownDead(silo))
            return SiloFate.Dead;
        return status != SiloStatus.None || ProcessIdentity.IsKnownAlive(silo) ? SiloFate.Alive : SiloFate.Unknown;
    }

    private SiloStatus StatusOf(SiloAddress address)
    {
        var snapshot = membership.CurrentSnapshot;
        if (snapshot.Members.TryGetValue(address, out var member))
            return member.Status;

        // A later silo at the same place has replaced it; but every machine has its own loopback.
        return IPAddress.IsLoopback(address.Endpoint.Address) ? SiloStatus.None : snapshot.GetSiloStatus(address);
    }
}
