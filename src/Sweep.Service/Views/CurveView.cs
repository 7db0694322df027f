using Sweep.Service.Results;

namespace Sweep.Service.Views;

/// <summary>Curves of some trials of a sweep, thinned so that least and greatest values stay.</summary>
/// <param name="Points">At most so many of each.</param>
/// <param name="Curves">In order of number and metric.</param>
public sealed record CurveView(Guid SweepId, int Points, IReadOnlyList<ThinnedCurve> Curves);
