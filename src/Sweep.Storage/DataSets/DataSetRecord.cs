using System.Collections.Immutable;
using Sweep.Core.Data;

namespace Sweep.Storage.DataSets;

/// <summary>A stored data set without its numbers.</summary>
/// <param name="Name">Unique in the database.</param>
/// <param name="Hash"><see cref="DataTable.Hash"/>, by which its numbers are read.</param>
/// <param name="Features">Names.</param>
/// <param name="Label">The column that the labels were.</param>
/// <param name="Positive">Its value that is 1.</param>
/// <param name="Source">Name of the file that it came in.</param>
public sealed record DataSetRecord(
    string Name, string Hash, ImmutableArray<string> Features, int Rows, string Label, string Positive, string Source, DateTimeOffset CreatedAt)
{
    /// <summary>What a spec that names it keeps of it.</summary>
    public DataReference Reference => new(Hash, Rows, Features.Length);
}
