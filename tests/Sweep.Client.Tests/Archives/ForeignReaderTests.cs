using System.Text.Json;
using ParquetSharp;
using Sweep.Client.Tests.Service;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Storage.Archives;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Client.Tests.Archives;

/// <summary>Archives as Apache's own library reads them, which pandas and many others use; Sweep writes and reads them by another one.</summary>
public sealed class ForeignReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Archive_ReadByApachesLibrary_HoldsTheNumbersOfTheStore()
    {
        await using var store = SweepStores.Open(_folder.File("sweep.db"), TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        var sweep = await FilledSweeps.SubmitAsync(store, FilledSweeps.Spec(), [0, 1, 2, 3, 4, 5, 6]);
        await store.ChangeTagsAsync(sweep.Id, ["one", "two"], [], 2, Cancellation);
        await store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, null, Cancellation);
        sweep = (await store.FindSweepAsync(sweep.Id, Cancellation))!;
        var archive = _folder.File("archive");
        (await new SweepArchives(store, TimeProvider.System).ArchiveAsync(sweep, archive, delete: false, Cancellation)).Require();

        var trials = await store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
        var curves = await store.ReadCurvesAsync(sweep.Id, null, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(trials.Select(trial => trial.FinalLoss), Read<double?>(archive, "trials", "final_loss"));
        Assert.Equal(trials.Select(trial => trial.FinishedAt.UtcDateTime), Read<DateTime>(archive, "trials", "finished_at"));
        Assert.Equal(["circle", .. Enumerable.Repeat("circle", 6)], Read<string?>(archive, "trials", "pattern"));
        Assert.Equal(curves.Select(curve => curve.Number), Read<long>(archive, "loss_curves", "number"));
        Assert.Equal(curves.Select(curve => curve.Loss), Read<float[]>(archive, "loss_curves", "loss"));
        Assert.Equal(["one", "two"], Read<string>(archive, "sweep_tags", "tag"));
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(archive, "manifest.json"), Cancellation));
        var tables = manifest.RootElement.GetProperty("tables").EnumerateArray().ToList();
        Assert.Equal(ArchiveTables.All.Count, tables.Count);
        Assert.All(tables, table => Assert.Equal(table.GetProperty("rows").GetInt64(), RowsOf(archive, table.GetProperty("name").GetString()!)));
    }

    private static long RowsOf(string archive, string table)
    {
        using var file = new ParquetFileReader(Path.Combine(archive, $"{table}.parquet"));
        return file.FileMetaData.NumRows;
    }

    private static List<T> Read<T>(string archive, string table, string column)
    {
        using var file = new ParquetFileReader(Path.Combine(archive, $"{table}.parquet"));
        var at = Enumerable.Range(0, file.FileMetaData.Schema.NumColumns).Single(k => file.FileMetaData.Schema.Column(k).Path.ToDotVector()[0] == column);
        List<T> values = [];
        for (var k = 0; k < file.FileMetaData.NumRowGroups; k++)
        {
            using var group = file.RowGroup(k);
            using var reader = group.Column(at).LogicalReader<T>();
            values.AddRange(reader.ReadAll((int)group.MetaData.NumRows));
        }

        return values;
    }
}
