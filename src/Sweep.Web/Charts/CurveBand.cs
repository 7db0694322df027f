namespace Sweep.Web.Charts;

/// <summary>A metric of several replicates by step.</summary>
/// <param name="Label">What the replicates have in common.</param>
/// <param name="Runs">How many there are.</param>
/// <param name="Points">In order of step; where fewer than half of the runs got to, there is none.</param>
public sealed record CurveBand(string Label, int Runs, IReadOnlyList<CurveBandPoint> Points);
