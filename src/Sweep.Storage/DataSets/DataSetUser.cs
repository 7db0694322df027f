namespace Sweep.Storage.DataSets;

/// <summary>A sweep that needs a data set's numbers.</summary>
public sealed record DataSetUser(Guid Id, string Name);
