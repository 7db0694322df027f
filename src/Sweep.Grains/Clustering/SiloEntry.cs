using System.Net;

namespace Sweep.Grains.Clustering;

/// <summary>A silo as the membership table has it.</summary>
/// <param name="Name">Machine and process, as in trials.silo.</param>
/// <param name="Address">What it advertises, with the generation that tells its lives apart.</param>
/// <param name="GatewayPort">Port for clients; 0 for none.</param>
/// <param name="Status">As the cluster sees it.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="AliveAt">When it last said that it is alive.</param>
public sealed record SiloEntry(
    string Name, SiloAddress Address, int GatewayPort, SiloStatus Status, DateTimeOffset StartedAt, DateTimeOffset AliveAt)
{
    // Clocks of machines differ a little.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(6);

    /// <summary>Where clients reach it.</summary>
    public IPEndPoint Gateway => new(Address.Endpoint.Address, GatewayPort);

    /// <summary>Whether it is active and was heard of lately; one that was just killed seems so for a while.</summary>
    public bool SeemsAlive(DateTimeOffset now) => Status == SiloStatus.Active && now - AliveAt < LivenessSettings.StaleAfter + Slack;
}
