using Orleans.Configuration;

namespace Sweep.Grains.Clustering;

/// <summary>
/// How silos tell that one of them is gone. A killed one refuses its connection, and is dead after two missed probes with the vote
/// of a second silo, asked to probe it too. A hung one answers nothing, and each missed probe lets the next wait for longer: at most
/// <see cref="LongestProbe"/> twice, some nine seconds. Orleans' own values are tens of seconds, made for services whose thread pool may
/// starve; training runs on threads of its own, so a silo at work answers probes at once. And a silo that is declared dead while it lives
/// costs only the time of its unfinished trials: the store takes whichever result comes first.
/// </summary>
public static class LivenessSettings
{
    /// <summary>A silo silent in the table for longer takes no part in votes and hinders no other from joining.</summary>
    public static readonly TimeSpan StaleAfter = AlivePeriod * MissedAlive;

    private const int MissedAlive = 3;
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(4);

    private static TimeSpan AlivePeriod => TimeSpan.FromSeconds(3);

    private static TimeSpan ProbePeriod => TimeSpan.FromSeconds(1);

    /// <summary>Sets them.</summary>
    public static void Apply(ClusterMembershipOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ProbeTimeout = ProbePeriod;

        // Orleans waits for as long as answers usually take, at least half of the above, and asks as often: twice as many probes, for half a second.
        options.MinProbeTimeout = ProbePeriod;
        options.MaxProbeTimeout = LongestProbe;
        options.NumMissedProbesLimit = 2;
        options.NumProbedSilos = 3;
        options.NumVotesForDeathDeclaration = 2;

        // After a cluster was killed whole, its rows still say active: the next silo joins as soon as they are stale.
        options.IAmAliveTablePublishTimeout = AlivePeriod;
        options.NumMissedTableIAmAliveLimit = MissedAlive;

        // A silo that was suspended learns so that it was declared dead, should gossip not have told it.
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
