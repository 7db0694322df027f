namespace Sweep.Grains.Tests.Storage;

/// <summary>A row of <c>pattern_convergence</c>.</summary>
internal sealed record ViewRow(string Pattern, long Trials, long Reached, int? Median, int? Best, double BestLoss, double Share);
