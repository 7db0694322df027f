namespace Sweep.Core.Data;

/// <summary>Where a plan's samples are drawn from when it is no pattern.</summary>
/// <param name="Table">Its rows.</param>
/// <param name="Scale">What is done to the features of the drawn rows.</param>
public sealed record DataSource(DataTable Table, FeatureScale Scale);
