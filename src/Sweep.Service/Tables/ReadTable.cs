using Sweep.Core.Data;

namespace Sweep.Service.Tables;

/// <summary>What a file came to.</summary>
/// <param name="Table">Its numbers.</param>
/// <param name="Label">The column of labels.</param>
/// <param name="Positive">Its value that is 1.</param>
public sealed record ReadTable(DataTable Table, string Label, string Positive);
