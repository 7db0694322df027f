using System.Text.Json.Nodes;
using Sweep.Client.Tests.Service;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Archives;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Storage;
using Sweep.Storage.Archives;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Client.Tests.Archives;

public sealed class SweepArchivesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Sqlite = "SQLite";
    private const string Postgres = "PostgreSQL";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, ISweepStore> _stores = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Archive => _folder.File("archive");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores.Values)
            await store.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(Sqlite, Sqlite)]
    [InlineData(Sqlite, Postgres)]
    [InlineData(Postgres, Sqlite)]
    [InlineData(Postgres, Postgres)]
    public async Task Restore_IntoTheSameOrAnotherDatabase_AllIsAsItWas(string from, string to)
    {
        var store = await OpenAsync(from);
        var sweep = await SubmitAsync(store);
        var archives = new SweepArchives(store, TimeProvider.System);
        var (before, top) = (await ReadAsync(store, sweep.Id), await TopAsync(store, sweep));
        var archived = (await archives.ArchiveAsync(sweep, Archive, delete: true, Cancellation)).Require();
        Assert.Equal(
            (sweep.Id, "filled", Path.GetFullPath(Archive), 7L, true),
            (archived.SweepId, archived.Name, archived.Folder, archived.Trials, archived.Deleted));
        Assert.Equal(archived.Bytes, ArchiveTables.All.Sum(table => new FileInfo(Path.Combine(Archive, $"{table.Name}.parquet")).Length));
        Assert.Null(await store.FindSweepAsync(sweep.Id, Cancellation));

        var other = await OpenAsync(to);
        var again = new SweepArchives(other, TimeProvider.System);
        Assert.Equal(new RestoredSweep(sweep.Id, "filled", 7, WasThere: false, KeyDropped: false), (await again.RestoreAsync(Archive, Cancellation)).Require());
        Assert.Equal(before, await ReadAsync(other, sweep.Id));
        Assert.Equal(top, await TopAsync(other, sweep));
        Assert.True((await again.RestoreAsync(Archive, Cancellation)).Require().WasThere);
    }

    [Fact]
    public async Task Restore_StoppedInTheMidst_BeginsAnew()
    {
        var store = await OpenAsync(Sqlite);
        var sweep = await SubmitAsync(store);
        var archives = new SweepArchives(store, TimeProvider.System);
        var before = await ReadAsync(store, sweep.Id);
        await archives.ArchiveAsync(sweep, Archive, delete: true, Cancellation);
        var rows = await TableFile.ReadAsync(Archive, ArchiveTables.Sweeps, Cancellation).ToListAsync(Cancellation);
        var claim = RestoreClaim.Of(sweep.Id);
        Assert.Equal(RestoreStart.Begun, await store.BeginRestoreAsync(claim, ArchiveTables.Sweeps, rows[0], Cancellation));
        Assert.Contains("is being restored by somebody else", await RefusalAsync(archives.RestoreAsync(Archive, Cancellation)), StringComparison.Ordinal);
        await store.AbandonRestoreAsync(claim, Cancellation);

        await archives.RestoreAsync(Archive, Cancellation);
        Assert.Equal(before, await ReadAsync(store, sweep.Id));
    }

    [Fact]
    public async Task Restore_SweepThatIsThereAndAnother_IsRefusedWithTheDifference()
    {
        var store = await OpenAsync(Sqlite);
        var sweep = await SubmitAsync(store);
        var archives = new SweepArchives(store, TimeProvider.System);
        await archives.ArchiveAsync(sweep, Archive, delete: false, Cancellation);
        await store.WriteNoteAsync(sweep.Id, "later", Cancellation);
        Assert.Equal(
            $"{Archive}: its sweep filled ({sweep.Id}) is there, and is not that of the archive: note of the row of sweep_notes differs from the database's; "
            + $"`sweep delete {sweep.Id}` first, or keep it",
            await RefusalAsync(archives.RestoreAsync(Archive, Cancellation)));
    }

    [Fact]
    public async Task Restore_WhatIsNoWholeArchive_SaysWhatIsWrong()
    {
        var store = await OpenAsync(Sqlite);
        var sweep = await SubmitAsync(store);
        var archives = new SweepArchives(store, TimeProvider.System);
        Assert.EndsWith("is no folder; name the folder that `sweep archive` has written", await RefusalAsync(archives.RestoreAsync(Archive, Cancellation)), StringComparison.Ordinal);
        await archives.ArchiveAsync(sweep, Archive, delete: true, Cancellation);
        var manifest = Path.Combine(Archive, "manifest.json");
        var text = await File.ReadAllTextAsync(manifest, Cancellation);

        foreach (var (change, expected) in new (Action<JsonObject> Change, string Expected)[]
        {
            (json => json["format"] = 2, "is from a later Sweep: it is of format 2, this program reads 1; restore it with that version or a later one"),
            (json => json["tables"]!.AsArray().Add(new JsonObject { ["name"] = "moods", ["file"] = "moods.parquet", ["rows"] = 0, ["bytes"] = 0, ["sha256"] = "" }),
                "is from a later Sweep: it has a table moods; restore it with that version or a later one"),
            (json => json["tables"]!.AsArray().RemoveAt(0), "is damaged: manifest.json does not begin with one sweep, or names a table twice; take another copy of it"),
            (json => json.Remove("sweep_id"), "is damaged: manifest.json cannot be read"),
        })
        {
            var json = JsonNode.Parse(text)!.AsObject();
            change(json);
            await File.WriteAllTextAsync(manifest, json.ToJsonString(), Cancellation);
            Assert.Contains(expected, await RefusalAsync(archives.RestoreAsync(Archive, Cancellation)), StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(manifest, text, Cancellation);
        var curves = Path.Combine(Archive, "loss_curves.parquet");
        var bytes = await File.ReadAllBytesAsync(curves, Cancellation);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(curves, bytes, Cancellation);
        File.Delete(Path.Combine(Archive, "rungs.parquet"));
        Assert.Equal(
            $"{Archive}: is damaged: loss_curves.parquet is not what was written (its SHA-256 differs); take another copy of it\n"
            + $"{Archive}: is damaged: rungs.parquet is missing; take another copy of it",
            await RefusalAsync(archives.RestoreAsync(Archive, Cancellation)));
        File.Delete(manifest);
        Assert.Contains("is no archive: it has no manifest.json", await RefusalAsync(archives.RestoreAsync(Archive, Cancellation)), StringComparison.Ordinal);
        Assert.Empty(await store.ListSweepsAsync(new SweepFilter(), Cancellation));
    }

    [Fact]
    public async Task Archive_RunningSweepIntoAFullFolder_IsRefusedForBoth()
    {
        var store = await OpenAsync(Sqlite);
        var sweep = await FilledSweeps.SubmitAsync(store, FilledSweeps.Spec(), [0]);
        Directory.CreateDirectory(Archive);
        await File.WriteAllTextAsync(Path.Combine(Archive, "notes.txt"), "", Cancellation);
        Assert.Equal(
            $"{sweep} is running: only a sweep that has ended can be archived; cancel it first\n"
            + $"{Archive}: is not empty: it has notes.txt; name a folder that is not there yet",
            await RefusalAsync(new SweepArchives(store, TimeProvider.System).ArchiveAsync(sweep, Archive, delete: true, Cancellation)));
    }

    [Fact]
    public async Task Archive_FolderOfAnArchiveThatWasStopped_IsWrittenOver()
    {
        var store = await OpenAsync(Sqlite);
        var sweep = await SubmitAsync(store);
        var archives = new SweepArchives(store, TimeProvider.System);
        Directory.CreateDirectory(Archive);
        await File.WriteAllTextAsync(Path.Combine(Archive, "trials.parquet"), "PAR1", Cancellation);
        Assert.Equal(7, (await archives.ArchiveAsync(sweep, Archive, delete: false, Cancellation)).Require().Trials);
        Assert.NotNull(await store.FindSweepAsync(sweep.Id, Cancellation));
        Assert.Contains("holds an archive", await RefusalAsync(archives.ArchiveAsync(sweep, Archive, delete: false, Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_SweepThatWasResumedMeanwhile_IsRefusedAndKept()
    {
        var store = await OpenAsync(Sqlite);
        var sweep = await SubmitAsync(store, SweepState.Failed);
        await store.ChangeStateAsync(sweep.Id, SweepState.Running, null, Cancellation);
        Assert.Contains(
            "changed while it was archived",
            await RefusalAsync(new SweepArchives(store, TimeProvider.System).ArchiveAsync(sweep, Archive, delete: true, Cancellation)),
            StringComparison.Ordinal);
        Assert.NotNull(await store.FindSweepAsync(sweep.Id, Cancellation));
        Assert.False(File.Exists(Path.Combine(Archive, "manifest.json")));
    }

    private static async Task<string> RefusalAsync<T>(Task<Answer<T>> asked)
        where T : notnull => (await asked).Refusal!.ToString();

    private static async Task<SweepRecord> SubmitAsync(ISweepStore store, SweepState state = SweepState.Cancelled)
    {
        var sweep = await FilledSweeps.SubmitAsync(store, FilledSweeps.Spec(), [0, 1, 2, 3, 4, 5, 6]);
        await store.WriteNoteAsync(sweep.Id, "a note", Cancellation);
        await store.ChangeTagsAsync(sweep.Id, ["one", "two"], [], 5, Cancellation);
        await store.ChangeStateAsync(sweep.Id, state, "why", Cancellation);
        return (await store.FindSweepAsync(sweep.Id, Cancellation))!;
    }

    /// <summary>All that people read of a sweep, in words.</summary>
    private static async Task<List<string>> ReadAsync(ISweepStore store, Guid id)
    {
        var sweep = (await store.FindSweepAsync(id, Cancellation))!;
        var trials = await store.ReadTrialsAsync(id, Cancellation).ToListAsync(Cancellation);
        var curves = await store.ReadCurvesAsync(id, null, Cancellation).ToListAsync(Cancellation);
        var notes = (await store.ReadNotesAsync([id], Cancellation))[id];
        return
        [
            $"{sweep.Name} {sweep.SpecText} {sweep.SpecHash} {sweep.State} {sweep.Error} {sweep.CreatedAt:O} {sweep.FinishedAt:O} {sweep.Epoch} {sweep.PlannedTrials}",
            .. trials.Select(trial => trial.ToString()),
            .. curves.Select(curve => $"{curve.Number} {curve.Every} {curve.LastIteration} {string.Join(' ', curve.Loss.Concat(curve.Accuracy).Select(BitConverter.SingleToInt32Bits))}"),
            $"{notes.Note} {string.Join(' ', notes.Tags)}",
        ];
    }

    private static async Task<string> TopAsync(ISweepStore store, SweepRecord sweep) => System.Text.Json.JsonSerializer.Serialize(
        await new SweepService(store, TimeProvider.System).TopAsync(sweep, new TopQuery("learning_rate", 10), Cancellation), SweepJson.Default.SweepTop);

    private async Task<ISweepStore> OpenAsync(string kind)
    {
        if (!_stores.TryGetValue(kind, out var store))
        {
            store = SweepStores.Open(kind == Sqlite ? _folder.File("sweep.db") : await postgres.CreateDatabaseAsync(Cancellation), TimeProvider.System);
            await store.MigrateAsync(Cancellation);
            _stores.Add(kind, store);
        }

        return store;
    }
}
