namespace Sweep.Service.Views;

/// <summary>All data sets of a database, by name.</summary>
public sealed record StoredDataSets(IReadOnlyList<DataSetView> DataSets);
