using Sweep.Core.Data;

namespace Sweep.Storage.DataSets;

/// <summary>A table under a name, to be stored.</summary>
/// <param name="Name">As <see cref="DataSetNames"/> allows.</param>
/// <param name="Table">Its numbers and the names of its features.</param>
/// <param name="Label">The column that the labels were.</param>
/// <param name="Positive">Its value that is 1.</param>
/// <param name="Source">Name of the file that it came in, without its folder.</param>
public sealed record NewDataSet(string Name, DataTable Table, string Label, string Positive, string Source);
