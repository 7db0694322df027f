using Sweep.Core.Data;

namespace Sweep.Client.Tables;

/// <summary>What a file came to.</summary>
/// <param name="Label">The column of labels.</param>
/// <param name="Positive">Its value that is 1.</param>
internal sealed record ReadTable(DataTable Table, string Label, string Positive);
