using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Grains.Telemetry;
using Sweep.Service.Answers;
using Sweep.Service.Archives;
using Sweep.Service.Browsing;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Archives;
using Sweep.Storage.Sweeps;

namespace Sweep.Service;

/// <summary>The archives of a store's sweeps.</summary>
/// <param name="store">Stays the caller's.</param>
/// <param name="time">The clock.</param>
public sealed class SweepArchives(ISweepStore store, TimeProvider time) : ISweepArchives
{
    public async Task<Answer<ArchivedSweep>> ArchiveAsync(SweepRecord sweep, string folder, bool delete, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(folder);
        var place = new ArchiveFolder(folder);
        List<Problem> problems = [];
        if (!sweep.State.IsFinal())
            problems.Add(new Problem("", "", $"{sweep} is {sweep.State.ToName()}: only a sweep that has ended can be archived", "cancel it first"));
        if (place.CheckFree() is { } taken)
            problems.Add(taken);
        if (problems.Count > 0)
            return new Refusal(RefusalKind.NotAllowed, problems);

        Directory.CreateDirectory(folder);
        List<ArchivedTable> tables = [];
        foreach (var table in ArchiveTables.All)
            tables.Add(await TableFile.WriteAsync(folder, table, store.ReadRowsAsync(sweep.Id, table, cancellation), cancellation));
        if (await ArchiveComparison.FindDifferenceAsync(store, sweep.Id, place, ArchiveTables.All, () => Task.CompletedTask, cancellation) is { } difference)
            return Changed(sweep, difference);
        if (await store.FindSweepAsync(sweep.Id, cancellation) is not { } now)
            return SweepFinder.Gone(store, sweep);
        if (now.Epoch != sweep.Epoch || !now.State.IsFinal())
            return Changed(sweep, "it was resumed");
        await place.WriteManifestAsync(
            new ArchiveManifest(
                ArchiveManifest.PresentFormat, BuildVersion.Current, sweep.Id, sweep.Name, now.State, sweep.Numerics, store.Description,
                time.GetUtcNow(), tables),
            cancellation);
        if (delete)
        {
            if (!await store.MarkDeletedAsync(sweep.Id, now.Epoch, cancellation))
                return Changed(sweep, "it was resumed");
            await new SweepDeleter(store, time).DeleteAsync(sweep.Id, cancellation);
        }

        var trials = tables.Single(table => table.Name == "trials").Rows;
        return new ArchivedSweep(sweep.Id, sweep.Name, Path.GetFullPath(folder), trials, tables.Sum(table => table.Bytes), delete);
    }

    public async Task<Answer<RestoredSweep>> RestoreAsync(string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var place = new ArchiveFolder(folder);
        if (!(await place.OpenAsync(cancellation)).TryGet(out var manifest, out var refusal))
            return refusal;
        return (await place.ReadTablesAsync(manifest, cancellation)).TryGet(out var tables, out var unreadable)
            ? await new SweepRestorer(store, time, place, manifest, tables).RestoreAsync(cancellation)
            : unreadable;
    }

    private static Refusal Changed(SweepRecord sweep, string how) => new(
        RefusalKind.NotAllowed, new Problem("", "", $"{sweep} changed while it was archived: {how}", "archive it again once it rests; nothing was deleted"));
}
