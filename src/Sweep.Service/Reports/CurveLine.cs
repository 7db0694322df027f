using Sweep.Core.Analysis;

namespace Sweep.Service.Reports;

/// <summary>The loss curve of one setting: the median of its replicates, with a band around it.</summary>
/// <param name="Setting">The best setting of its pattern and learning rate.</param>
/// <param name="Runs">Replicates that it is made of.</param>
/// <param name="Points">In order of iteration.</param>
public sealed record CurveLine(BestSetting Setting, int Runs, IReadOnlyList<CurveLinePoint> Points);
