using System.Text.Json;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Storage.Archives;

namespace Sweep.Service.Archives;

/// <summary>The folder of an archive.</summary>
/// <param name="path">Where it is, as it was written.</param>
internal sealed class ArchiveFolder(string path)
{
    private const string Pending = ArchiveManifest.FileName + ".part";

    public string Path => path;

    private string ManifestPath => System.IO.Path.Combine(path, ArchiveManifest.FileName);

    /// <summary>Why no archive can be written here; null where one can. What an archiving that was stopped has left is written over.</summary>
    public Problem? CheckFree()
    {
        if (File.Exists(path))
            return new Problem(path, "", "is a file, and an archive is a folder", "name a folder that is not there yet");
        if (File.Exists(ManifestPath))
            return new Problem(path, "", "holds an archive", "name another folder; what is there stays as it is");
        if (!Directory.Exists(path))
        {
            var above = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path));
            return above is null || Directory.Exists(above) ? null : new Problem(path, "", "is in a folder that does not exist", "make the folder first");
        }

        var ours = ArchiveTables.All.Select(TableFile.NameOf).Append(Pending).ToHashSet();
        return Directory.EnumerateFileSystemEntries(path).Select(System.IO.Path.GetFileName).FirstOrDefault(name => !ours.Contains(name!)) is { } other
            ? new Problem(path, "", $"is not empty: it has {other}", "name a folder that is not there yet")
            : null;
    }

    /// <summary>Writes the manifest, which makes an archive of the folder: whole or not at all.</summary>
    public async Task WriteManifestAsync(ArchiveManifest manifest, CancellationToken cancellation)
    {
        var pending = System.IO.Path.Combine(path, Pending);
        await using (var file = new FileStream(pending, FileMode.Create, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(file, manifest, ArchiveJson.Default.ArchiveManifest, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(pending, ManifestPath);
    }

    /// <summary>What the archive says of itself, once it was found to be whole.</summary>
    public async Task<Answer<ArchiveManifest>> OpenAsync(CancellationToken cancellation)
    {
        if (!Directory.Exists(path))
            return Refuse(RefusalKind.NotFound, "is no folder", "name the folder that `sweep archive` has written");
        if (!File.Exists(ManifestPath))
            return Refuse(RefusalKind.Invalid, $"is no archive: it has no {ArchiveManifest.FileName}, which is written last", "archive the sweep again, if it is still there");
        if (!(await ReadManifestAsync(cancellation)).TryGet(out var manifest, out var refusal))
            return refusal;
        if (manifest.Tables is not [{ Name: "sweeps", Rows: 1 }, ..] || manifest.Tables.DistinctBy(table => table.Name).Count() < manifest.Tables.Count)
            return Damaged($"{ArchiveManifest.FileName} does not begin with one sweep, or names a table twice");
        if (manifest.Tables.Select(table => table.Name).Except(ArchiveTables.All.Select(table => table.Name)).FirstOrDefault() is { } unknown)
            return Newer($"has a table {unknown}");
        Problem[] problems = [.. (await Task.WhenAll(manifest.Tables.Select(table => CheckAsync(table, cancellation)))).OfType<Problem>()];
        return problems.Length > 0 ? new Refusal(RefusalKind.Invalid, problems) : manifest;
    }

    /// <summary>The tables of the archive, in the order in which they are restored, each with the columns that its file has.</summary>
    public async Task<Answer<IReadOnlyList<ArchiveTable>>> ReadTablesAsync(ArchiveManifest manifest, CancellationToken cancellation)
    {
        List<ArchiveTable> tables = [];
        foreach (var table in ArchiveTables.All.Where(table => manifest.Tables.Any(one => one.Name == table.Name)))
        {
            try
            {
                var found = await TableFile.ReadTableAsync(path, table, cancellation);
                var needed = table.Columns.Where(column => column == table.Columns[0] || table.Key.Contains(column.Name));
                if (needed.FirstOrDefault(column => !found.Columns.Contains(column)) is { } missing)
                    return Damaged($"{TableFile.NameOf(table)} has no column {missing.Name}");
                tables.Add(found);
            }
            catch (InvalidDataException newer)
            {
                return Newer(newer.Message);
            }
        }

        return tables;
    }

    public Refusal Damaged(string what) => Refuse(RefusalKind.Invalid, $"is damaged: {what}", "take another copy of it");

    private async Task<Answer<ArchiveManifest>> ReadManifestAsync(CancellationToken cancellation)
    {
        try
        {
            await using var file = File.OpenRead(ManifestPath);
            using var document = await JsonDocument.ParseAsync(file, cancellationToken: cancellation);

            // Before the rest, which may be otherwise in a later format.
            if (document.RootElement.TryGetProperty("format", out var format) && format.TryGetInt32(out var number) && number > ArchiveManifest.PresentFormat)
                return Newer(FormattableString.Invariant($"is of format {number}, this program reads {ArchiveManifest.PresentFormat}"));
            return document.RootElement.Deserialize(ArchiveJson.Default.ArchiveManifest) is { } manifest
                ? manifest
                : Damaged($"{ArchiveManifest.FileName} is empty");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return Damaged($"{ArchiveManifest.FileName} cannot be read: {failure.Message}");
        }
    }

    private async Task<Problem?> CheckAsync(ArchivedTable table, CancellationToken cancellation)
    {
        // A name of its own would lead out of the folder.
        var file = System.IO.Path.Combine(path, $"{table.Name}.parquet");
        if (!File.Exists(file))
            return new Problem(path, "", $"is damaged: {table.File} is missing", "take another copy of it");
        return await TableFile.HashAsync(file, cancellation) == table.Sha256
            ? null
            : new Problem(path, "", $"is damaged: {table.File} is not what was written (its SHA-256 differs)", "take another copy of it");
    }

    private Refusal Newer(string what) => Refuse(RefusalKind.Invalid, $"is from a later Sweep: it {what}", "restore it with that version or a later one");

    private Refusal Refuse(RefusalKind kind, string rule, string remedy) => new(kind, new Problem(path, "", rule, remedy));
}
