using CsCheck;
using Microsoft.EntityFrameworkCore;
using Sweep.Storage.Archives;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    /// <summary>Columns that only a sweep has that runs or is being deleted.</summary>
    private static readonly string[] OfOpenSweeps = ["owner", "owner_until", "deleted_at"];

    private static ArchiveTable Table(string name) => ArchiveTables.All.Single(table => table.Name == name);

    [Fact]
    public void ArchiveTables_AllColumnsOfTheModel_AreThere()
    {
        using var context = NewContext();
        var tables = context.Model.GetEntityTypes().ToDictionary(entity => entity.GetTableName()!);
        Assert.Equal(
            tables.Where(table => table.Value.FindProperty("SweepId") is not null || table.Key == "sweeps").Select(table => table.Key)
                .Except(["leases", "notifications"]).Order(),
            ArchiveTables.All.Select(table => table.Name).Order());
        foreach (var table in ArchiveTables.All)
        {
            var properties = tables[table.Name].GetProperties().Where(property => !OfOpenSweeps.Contains(property.GetColumnName())).ToList();
            Assert.Equal(properties.Select(property => property.GetColumnName()).Order(), table.Columns.Select(column => column.Name).Order());
            Assert.Equal(
                properties.Where(property => property.IsNullable).Select(property => property.GetColumnName()).Order(),
                table.Columns.Where(column => column.IsNullable).Select(column => column.Name).Order());
            Assert.Equal(
                tables[table.Name].FindPrimaryKey()!.Properties.Select(property => property.GetColumnName()).Except(["sweep_id", "id"]).Order(),
                table.Key.Order());
        }
    }

    [Fact]
    public async Task Restore_SweepWithRowsInAllTables_HasThemAllAgain()
    {
        var id = await ArchivableAsync();
        var before = await RowsAsync(id);
        Assert.All(before, table => Assert.NotEmpty(table.Value));
        var runs = await RunsOfAsync(id);
        await DeleteAllAsync(id);
        Assert.All(await RowsAsync(id), table => Assert.Empty(table.Value));

        var claim = RestoreClaim.Of(id);
        await FillAsync(claim, before);
        Assert.Null(await Store.FindSweepAsync(id, Cancellation));
        Assert.Empty(await Store.ListDeletedAsync(Cancellation));
        Assert.True(await Store.FinishRestoreAsync(claim, "key", Cancellation));
        Assert.True(await Store.FinishRestoreAsync(claim, "key", Cancellation));
        AssertSame(before, await RowsAsync(id));
        Assert.Equal(runs, await RunsOfAsync(id));
        Assert.Equal("key", (await Store.FindSweepAsync(id, Cancellation))!.SubmitKey);
        Assert.Equal(RestoreStart.IsThere, await Store.BeginRestoreAsync(RestoreClaim.Of(id), Table("sweeps"), before["sweeps"][0], Cancellation));
    }

    [Fact]
    public async Task Restore_SubmitKeyOfAnotherSweep_IsLeftToIt()
    {
        var id = await ArchivableAsync();
        var before = await RowsAsync(id);
        await DeleteAllAsync(id);
        var other = await Store.SubmitAsync(Samples.Sweep(key: "key"), Cancellation);
        var claim = RestoreClaim.Of(id);
        await FillAsync(claim, before);
        Assert.False(await Store.FinishRestoreAsync(claim, "key", Cancellation));
        Assert.Null((await Store.FindSweepAsync(id, Cancellation))!.SubmitKey);
        Assert.Equal("key", (await Store.FindSweepAsync(other.Id, Cancellation))!.SubmitKey);
    }

    [Fact]
    public async Task Restore_HeldByOne_IsNeitherBegunNorDeletedByAnotherUntilTheHoldEnds()
    {
        var id = await ArchivableAsync();
        var before = await RowsAsync(id);
        await DeleteAllAsync(id);
        var (first, second) = (RestoreClaim.Of(id), RestoreClaim.Of(id));
        await FillAsync(first, before);
        await FillAsync(first, before);
        Assert.Equal(RestoreStart.IsHeld, await Store.BeginRestoreAsync(second, Table("sweeps"), before["sweeps"][0], Cancellation));
        Assert.False(await Store.AddRowsAsync(second, Table("trials"), before["trials"], Cancellation));
        Assert.Null(await Store.FinishRestoreAsync(second, null, Cancellation));
        Assert.False(await Store.MarkDeletedAsync(id, null, Cancellation));
        Assert.Equal(new DeletedPiece(0, IsGone: true), await Store.DeletePieceAsync(id, 100, Cancellation));
        AssertSame(before, await RowsAsync(id));

        Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal([id], await Store.ListDeletedAsync(Cancellation));
        Assert.Equal(RestoreStart.IsLeftOver, await Store.BeginRestoreAsync(second, Table("sweeps"), before["sweeps"][0], Cancellation));
        await DeleteMarkedAsync(id);
        await FillAsync(second, before);
        Assert.False(await Store.AddRowsAsync(first, Table("trials"), before["trials"], Cancellation));
        await Store.AbandonRestoreAsync(first, Cancellation);
        Assert.Empty(await Store.ListDeletedAsync(Cancellation));
        await Store.AbandonRestoreAsync(second, Cancellation);
        Assert.Equal([id], await Store.ListDeletedAsync(Cancellation));
    }

    [Fact]
    public async Task Restore_ArchiveOfAnEarlierSchema_LeavesNewColumnsAsTheyWouldHaveBeenAdded()
    {
        var id = await ArchivableAsync();
        var before = await RowsAsync(id);
        await DeleteAllAsync(id);
        var claim = RestoreClaim.Of(id);
        Assert.Equal(RestoreStart.Begun, await Store.BeginRestoreAsync(claim, Table("sweeps"), before["sweeps"][0], Cancellation));
        var earlier = Table("trials") with { Columns = [.. Table("trials").Columns.Where(column => column.Name is not ("origin" or "log_tail" or "diverged"))] };
        var rows = before["trials"].ConvertAll(row => row.Where((_, k) => earlier.Columns.Contains(Table("trials").Columns[k])).ToArray());
        Assert.True(await Store.AddRowsAsync(claim, earlier, rows, Cancellation));
        Assert.True(await Store.FinishRestoreAsync(claim, null, Cancellation));
        Assert.All(await ReadTrialsAsync(id), trial => Assert.Equal(Core.Trials.TrialOrigin.Trained, trial.Origin));
        AssertSame(rows, await Store.ReadRowsAsync(id, earlier, Cancellation).ToListAsync(Cancellation), earlier);
    }

    [Fact]
    public async Task ReadRows_LongCurves_AreReadInPieces()
    {
        var id = (await SubmitAsync()).Id;
        double[] losses = [.. Enumerable.Range(0, 400_000).Select(k => 1.0 / (k + 1))];
        await CommitAsync([.. Enumerable.Range(0, 9).Select(number => Samples.Completed(id, number, losses))]);
        var rows = await Store.ReadRowsAsync(id, Table("loss_curves"), Cancellation).ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(0, 9), rows.Select(row => (int)(long)row[1]!));
        Assert.All(rows, row => Assert.Equal(losses.Select(loss => (float)loss), (float[])row[4]!));
    }

    [Fact]
    public async Task ReadRows_DamagedRow_IsAnErrorWithItsPlace()
    {
        var id = await ArchivableAsync();
        await QueryAsync("UPDATE trials SET started_at = 'infinity' WHERE number = 3");
        var error = await Assert.ThrowsAsync<StoreException>(
            async () => await Store.ReadRowsAsync(id, Table("trials"), Cancellation).ToListAsync(Cancellation));
        Assert.Contains($"trials.started_at of sweep {id}, trial 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MarkDeleted_OfAnEpochThatIsOver_DoesNothing()
    {
        var id = await ArchivableAsync();
        var epoch = (await Store.FindSweepAsync(id, Cancellation))!.Epoch;
        Assert.False(await Store.MarkDeletedAsync(id, epoch - 1, Cancellation));
        Assert.NotNull(await Store.FindSweepAsync(id, Cancellation));
        Assert.True(await Store.MarkDeletedAsync(id, epoch, Cancellation));
    }

    /// <summary>What a column can hold comes back from the database to the bit, or as near to it as the database keeps.</summary>
    [Fact]
    public async Task RestoredRows_OfAnyValues_AgreeWithWhatWasAdded()
    {
        var template = await RowsAsync(await ArchivableAsync());
        Gen<object?[]> Like(string name) => ArchiveRows.Like(Table(name), template[name][0]);
        await Gen.Select(Like("trials"), Like("loss_curves"), Like("metric_curves")).SampleAsync(
            async rows =>
            {
                var claim = RestoreClaim.Of(Guid.CreateVersion7());
                object?[] Own(object?[] row) => [claim.SweepId, 0L, .. row[2..]];
                await Store.BeginRestoreAsync(claim, Table("sweeps"), [claim.SweepId, .. template["sweeps"][0][1..]], Cancellation);
                foreach (var (name, row) in new[] { ("trials", rows.Item1), ("loss_curves", rows.Item2), ("metric_curves", rows.Item3) })
                {
                    Assert.True(await Store.AddRowsAsync(claim, Table(name), [Own(row)], Cancellation));
                    AssertSame([Own(row)], await Store.ReadRowsAsync(claim.SweepId, Table(name), Cancellation).ToListAsync(Cancellation), Table(name));
                }
            },
            iter: 60, threads: 1);
    }

    /// <summary>The model as this database has it.</summary>
    protected abstract SweepDbContext NewContext();

    /// <summary>A failed sweep with a row in each table of an archive.</summary>
    private async Task<Guid> ArchivableAsync()
    {
        var id = await FilledAsync();
        await Store.WriteNoteAsync(id, "a note", Cancellation);
        await QueryAsync(
            $"INSERT INTO rungs (sweep_id, number, rung, step, decision, value, bracket, cohort, among) VALUES ('{id}', 0, 0, 3, 'kept', 0.5, 0, 0, 4)");
        await QueryAsync($$"""INSERT INTO proposals (sweep_id, number, parameters, seen_below) VALUES ('{{id}}', 4, '{"a": 1.50, "bb": null}', 3)""");
        await QueryAsync(
            $$"""
            INSERT INTO search_history (sweep_id, place, parameters, objectives, pruned_at, source_sweep, source_number)
            VALUES ('{{id}}', 0, '{"a": 1.50}', '[0.5]', 3, '{{Guid.NewGuid()}}', 7)
            """);
        return id;
    }

    private async Task<Dictionary<string, List<object?[]>>> RowsAsync(Guid id)
    {
        Dictionary<string, List<object?[]>> rows = [];
        foreach (var table in ArchiveTables.All)
            rows[table.Name] = await Store.ReadRowsAsync(id, table, Cancellation).ToListAsync(Cancellation);
        return rows;
    }

    private async Task FillAsync(RestoreClaim claim, Dictionary<string, List<object?[]>> rows)
    {
        Assert.Equal(RestoreStart.Begun, await Store.BeginRestoreAsync(claim, Table("sweeps"), rows["sweeps"][0], Cancellation));
        foreach (var table in ArchiveTables.All.Skip(1))
            Assert.True(await Store.AddRowsAsync(claim, table, rows[table.Name], Cancellation));
    }

    private Task<List<object?[]>> RunsOfAsync(Guid id) => QueryAsync($"SELECT * FROM runs WHERE sweep_id = '{id}' ORDER BY number");

    private async Task DeleteAllAsync(Guid id)
    {
        Assert.True(await Store.MarkDeletedAsync(id, null, Cancellation));
        await DeleteMarkedAsync(id);
    }

    private async Task DeleteMarkedAsync(Guid id)
    {
        while (!(await Store.DeletePieceAsync(id, 100, Cancellation)).IsGone)
        {
        }
    }

    private static void AssertSame(Dictionary<string, List<object?[]>> expected, Dictionary<string, List<object?[]>> actual)
    {
        foreach (var (name, rows) in expected)
            AssertSame(rows, actual[name], Table(name));
    }

    private static void AssertSame(List<object?[]> expected, List<object?[]> actual, ArchiveTable table)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (one, other) in expected.Zip(actual))
        {
            for (var k = 0; k < table.Columns.Count; k++)
            {
                Assert.True(
                    table.Columns[k].Name == "submit_key" || ArchiveValues.Agree(table.Columns[k].Kind, one[k], other[k]),
                    $"{table.Name}.{table.Columns[k].Name}: {one[k]} and {other[k]}");
            }
        }
    }
}
