namespace Sweep.Grains.Clustering;

/// <summary>Which cluster a silo or a client belongs to.</summary>
/// <param name="ClusterId">Silos of one cluster on one database; several clusters may share a database.</param>
/// <param name="ServiceId">Stays the same for ever; grains are known by it.</param>
public sealed record ClusterIdentity(string ClusterId, string ServiceId)
{
    /// <summary>What silos and clients take where nothing is said.</summary>
    public static ClusterIdentity Default { get; } = new("sweep", "sweep");
}
