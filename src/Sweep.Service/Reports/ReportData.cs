using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Reports;

/// <summary>All that a report shows.</summary>
/// <param name="Tables">The convergence table by every parameter that the spec varies, patterns first.</param>
/// <param name="Comparison">Whether the values of the first table are really different; null where that cannot be asked.</param>
/// <param name="Cells">The heat maps' cells.</param>
/// <param name="Lines">The loss curves, by pattern and learning rate.</param>
public sealed record ReportData(
    SweepRecord Sweep,
    TrialTotals Totals,
    IReadOnlyList<IReadOnlyList<ConvergenceRow>> Tables,
    GroupComparison? Comparison,
    IReadOnlyList<MedianCell> Cells,
    IReadOnlyList<CurveLine> Lines,
    DateTimeOffset Now)
{
    public SweepSpec Spec => Sweep.Spec;
}
