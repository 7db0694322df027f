using Sweep.Service.Results;
using Sweep.Service.Views;

namespace Sweep.Web.Pages.Silos;

/// <summary>What the page of the cluster shows.</summary>
/// <param name="Silos">That seem alive; none where there is no cluster.</param>
/// <param name="Running">What they train.</param>
/// <param name="Now">The present time.</param>
public sealed record ClusterModel(IReadOnlyList<SiloView> Silos, IReadOnlyList<(ListedSweep Sweep, SweepStatus Status)> Running, DateTimeOffset Now);
