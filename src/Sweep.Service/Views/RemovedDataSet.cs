namespace Sweep.Service.Views;

/// <summary>A data set that is stored no longer.</summary>
/// <param name="ContentRemoved">Whether its numbers are gone too: no other name has them.</param>
public sealed record RemovedDataSet(string Name, string Hash, bool ContentRemoved);
