namespace Sweep.Service.Views;

/// <summary>The silos of a cluster.</summary>
public sealed record ClusterSilos(string ClusterId, IReadOnlyList<SiloView> Silos);
