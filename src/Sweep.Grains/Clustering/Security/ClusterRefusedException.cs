namespace Sweep.Grains.Clustering.Security;

/// <summary>Certificates keep this process out of the cluster; its message says whose, why and what to do.</summary>
public sealed class ClusterRefusedException(string message) : Exception(message);
