namespace Sweep.Service.Results;

/// <summary>What was recorded of one metric of one trial, thinned so that its least and greatest values stay.</summary>
/// <param name="Number">The trial.</param>
/// <param name="Metric">Its name: <c>loss</c>, <c>accuracy</c>, or what a trainer reports.</param>
/// <param name="Steps">Ascending.</param>
/// <param name="Values">One a step; may be no finite numbers.</param>
/// <param name="Recorded">How many points there were.</param>
public sealed record ThinnedCurve(long Number, string Metric, IReadOnlyList<int> Steps, IReadOnlyList<double> Values, int Recorded);
