using System.Globalization;
using Sweep.Storage;
using Sweep.Storage.Archives;

namespace Sweep.Service.Archives;

/// <summary>Compares an archive, as it lies on the disk, with a sweep of a store, value by value.</summary>
internal static class ArchiveComparison
{
    /// <summary>The first difference, as the rest of a sentence about the archive; null where there is none.</summary>
    public static async Task<string?> FindDifferenceAsync(
        IArchiveStore store, Guid id, ArchiveFolder folder, IReadOnlyList<ArchiveTable> tables, Func<Task> keepAlive, CancellationToken cancellation)
    {
        foreach (var table in ArchiveTables.All)
        {
            var archived = tables.FirstOrDefault(one => one.Name == table.Name);
            var rows = archived is null ? AsyncEnumerable.Empty<object?[]>() : TableFile.ReadAsync(folder.Path, archived, cancellation);
            if (await FindDifferenceAsync(archived ?? table, rows, store.ReadRowsAsync(id, archived ?? table, cancellation), keepAlive) is { } difference)
                return difference;
        }

        return null;
    }

    private static async Task<string?> FindDifferenceAsync(
        ArchiveTable table, IAsyncEnumerable<object?[]> archived, IAsyncEnumerable<object?[]> stored, Func<Task> keepAlive)
    {
        await using var ours = archived.GetAsyncEnumerator();
        await using var theirs = stored.GetAsyncEnumerator();
        while (true)
        {
            var (isArchived, isStored) = (await ours.MoveNextAsync(), await theirs.MoveNextAsync());
            if (!isArchived && !isStored)
                return null;
            if (isArchived != isStored)
                return isArchived ? $"{PlaceOf(table, ours.Current)} is not in the database" : $"{PlaceOf(table, theirs.Current)} is in the database alone";
            for (var k = 0; k < table.Columns.Count; k++)
            {
                // The key that a sweep was submitted with may be another's by now.
                if (table.Columns[k].Name != "submit_key" && !ArchiveValues.Agree(table.Columns[k].Kind, ours.Current[k], theirs.Current[k]))
                    return $"{table.Columns[k].Name} of {PlaceOf(table, ours.Current)} differs from the database's";
            }

            await keepAlive();
        }
    }

    private static string PlaceOf(ArchiveTable table, object?[] row)
    {
        string ValueOf(string name) =>
            string.Create(CultureInfo.InvariantCulture, $"{name} {row[table.Columns.Index().Single(column => column.Item.Name == name).Index]}");
        return string.Join(' ', table.Key.Select(ValueOf).Prepend($"the row of {table.Name}"));
    }
}
