namespace Sweep.Service.Reports;

/// <summary>Loss of several runs at one iteration.</summary>
/// <param name="Low">10th percentile.</param>
/// <param name="High">90th percentile.</param>
public readonly record struct CurveLinePoint(int Iteration, double Low, double Median, double High);
