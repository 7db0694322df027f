namespace Sweep.Web.Charts;

/// <summary>A metric of several runs at one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Low">10th percentile.</param>
/// <param name="Median">50th.</param>
/// <param name="High">90th.</param>
public readonly record struct CurveBandPoint(int Step, double Low, double Median, double High);
