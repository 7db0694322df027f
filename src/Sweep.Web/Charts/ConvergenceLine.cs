using Sweep.Core.Analysis;

namespace Sweep.Web.Charts;

/// <summary>One value of a parameter: its line of the table, and the curve that its median is read from.</summary>
public sealed record ConvergenceLine(ConvergenceRow Row, SurvivalCurve Curve);
