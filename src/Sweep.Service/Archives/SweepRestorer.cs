using System.Globalization;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Service.Browsing;
using Sweep.Service.Results;
using Sweep.Storage;
using Sweep.Storage.Archives;

namespace Sweep.Service.Archives;

/// <summary>Restores one archive that was found to be whole.</summary>
internal sealed class SweepRestorer(ISweepStore store, TimeProvider time, ArchiveFolder folder, ArchiveManifest manifest, IReadOnlyList<ArchiveTable> tables)
{
    /// <summary>A piece is written at once: others wait for no longer.</summary>
    private const int RowsInPiece = 2000;

    private const long BytesInPiece = 8 << 20;

    private static readonly int SubmitKey = ArchiveTables.Sweeps.Columns.Index().Single(column => column.Item.Name == "submit_key").Index;

    private long Trials => manifest.Tables.FirstOrDefault(table => table.Name == "trials")?.Rows ?? 0;

    public async Task<Answer<RestoredSweep>> RestoreAsync(CancellationToken cancellation)
    {
        var sweep = await TableFile.ReadAsync(folder.Path, tables[0], cancellation).SingleAsync(cancellation);
        if (tables[0].Columns.Count != ArchiveTables.Sweeps.Columns.Count || (Guid)sweep[0]! != manifest.SweepId)
            return folder.Damaged("its sweep is not that of its manifest");
        var claim = RestoreClaim.Of(manifest.SweepId);
        var start = await store.BeginRestoreAsync(claim, tables[0], sweep, cancellation);
        if (start == RestoreStart.IsLeftOver)
        {
            await new SweepDeleter(store, time).DeleteAsync(claim.SweepId, cancellation);
            start = await store.BeginRestoreAsync(claim, tables[0], sweep, cancellation);
        }

        return start switch
        {
            RestoreStart.Begun => await FillAsync(claim, (string?)sweep[SubmitKey], cancellation),
            RestoreStart.IsThere => await CompareAsync(cancellation),
            _ => Refuse("is being restored by somebody else, or was until a minute ago", "wait for a minute, then restore it again"),
        };
    }

    /// <summary>A sweep that is there is left as it is; where it is the archive's, all is done.</summary>
    private async Task<Answer<RestoredSweep>> CompareAsync(CancellationToken cancellation) =>
        await ArchiveComparison.FindDifferenceAsync(store, manifest.SweepId, folder, tables, () => Task.CompletedTask, cancellation) is { } difference
            ? Refuse($"is there, and is not that of the archive: {difference}", $"`sweep delete {manifest.SweepId:d}` first, or keep it")
            : new RestoredSweep(manifest.SweepId, manifest.Name, Trials, WasThere: true, KeyDropped: false);

    private async Task<Answer<RestoredSweep>> FillAsync(RestoreClaim claim, string? submitKey, CancellationToken cancellation)
    {
        try
        {
            var hold = new RestoreHold(store, claim, time, cancellation);
            foreach (var table in tables.Skip(1))
                await FillAsync(hold, table, cancellation);
            if (await ArchiveComparison.FindDifferenceAsync(store, claim.SweepId, folder, tables, hold.KeepAsync, cancellation) is { } difference)
                return Refuse($"did not come back as it was: {difference}", "look for triggers and rules that are not Sweep's on its tables; nothing was kept");
            return await store.FinishRestoreAsync(claim, submitKey, cancellation) is { } hasKey
                ? new RestoredSweep(manifest.SweepId, manifest.Name, Trials, WasThere: false, KeyDropped: !hasKey)
                : Lost();
        }
        catch (RestoreLostException)
        {
            return Lost();
        }
        finally
        {
            // After the end it changes nothing; else whoever deletes what is left over need not wait.
            await store.AbandonRestoreAsync(claim, CancellationToken.None);
        }
    }

    private async Task FillAsync(RestoreHold hold, ArchiveTable table, CancellationToken cancellation)
    {
        List<object?[]> piece = [];
        var bytes = 0L;
        await foreach (var row in TableFile.ReadAsync(folder.Path, table, cancellation))
        {
            piece.Add(row);
            bytes += TableFile.SizeOf(row);
            if (piece.Count < RowsInPiece && bytes < BytesInPiece)
                continue;
            await hold.AddAsync(table, piece);
            piece.Clear();
            bytes = 0;
        }

        await hold.AddAsync(table, piece);
    }

    private Answer<RestoredSweep> Lost() =>
        Refuse("was taken by somebody else meanwhile, as this program stood still for more than a minute", "restore it again");

    private Refusal Refuse(string rule, string remedy) => new(RefusalKind.NotAllowed, new Problem(
        folder.Path, "", string.Create(CultureInfo.InvariantCulture, $"its sweep {Printable.Of(manifest.Name)} ({manifest.SweepId:d}) {rule}"), remedy));
}
