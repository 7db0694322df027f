namespace Sweep.Storage.Archives;

/// <summary>A table as archives have it. A row is an array with a value for each column, in order; null where it is missing.</summary>
/// <param name="Name">In SQL and in archives.</param>
/// <param name="Columns">All, or those that an archive of an earlier schema has.</param>
/// <param name="Key">The columns that tell a sweep's rows apart, in the order in which rows are read; none where a sweep has one row at most.</param>
public sealed record ArchiveTable(string Name, IReadOnlyList<ArchiveColumn> Columns, params IReadOnlyList<string> Key)
{
    /// <summary>The column with the sweep's id.</summary>
    public string SweepColumn => Columns[0].Name;

    /// <summary>Places of the key's columns.</summary>
    internal IEnumerable<int> KeyPlaces => Key.Select(name => Columns.Index().Single(column => column.Item.Name == name).Index);

    /// <summary>All columns' names, as a statement lists them; <c>values</c> is a word of SQL.</summary>
    internal string Names => string.Join(", ", Columns.Select(column => Quoted(column.Name)));

    /// <summary>The columns whose values may be long.</summary>
    internal IEnumerable<string> LongColumns => Columns
        .Where(column => column.Kind is ArchiveKind.Text or ArchiveKind.Json or ArchiveKind.Bytes
            or ArchiveKind.Wholes or ArchiveKind.Floats or ArchiveKind.Reals)
        .Select(column => Quoted(column.Name));

    private static string Quoted(string name) => name is "values" ? $"\"{name}\"" : name;
}
