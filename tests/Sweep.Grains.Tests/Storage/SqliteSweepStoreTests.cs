using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Sqlite;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Storage;

public sealed class SqliteSweepStoreTests : SweepStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<ISweepStore> OpenAsync() => Task.FromResult<ISweepStore>(new SqliteSweepStore(_folder.File("sweep.db"), Time));

    [Theory]
    [InlineData("SELECT * FROM loss_points WHERE sweep_id = 'x' AND number = 1", "sweep_id=? AND number=?")]
    [InlineData("SELECT * FROM metric_points WHERE sweep_id = 'x' AND number = 1", "sweep_id=? AND number=?")]
    [InlineData("SELECT * FROM pattern_convergence WHERE sweep_id = 'x'", "SEARCH runs USING PRIMARY KEY (sweep_id=?)")]
    public async Task Views_OfOneSweep_SearchThePrimaryKey(string sql, string expected)
    {
        var plan = (await QueryAsync("EXPLAIN QUERY PLAN " + sql)).ConvertAll(row => (string)row[3]!);
        Assert.Contains(plan, step => step.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step is "SCAN c" or "SCAN trials" or "SCAN runs" || step.StartsWith("SCAN trials USING", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("loss = '[0.5'")]
    [InlineData("accuracy = ''")]
    [InlineData("loss = x'ff00'")]
    [InlineData("every = 0")]
    public async Task LossPoints_RowThatIsNoJson_IsLeftOutAlone(string damage)
    {
        var id = (await Store.SubmitAsync(Samples.Sweep(), Cancellation)).Id;
        double[] many = [.. Enumerable.Range(0, 5000).Select(k => 1.0 / (k + 1))];
        await Store.CommitAsync(
            [Samples.Completed(id, 0), Samples.Completed(id, 1), Samples.Completed(id, 2, many), Samples.Completed(id, 3, many)], [], Cancellation);
        await QueryAsync($"UPDATE loss_curves SET {damage} WHERE number IN (0, 3)");
        var counts = await QueryAsync("SELECT number, count(*) FROM loss_points GROUP BY number ORDER BY number");
        Assert.Equal([(1L, 3L), (2L, 5000L)], counts.Select(row => ((long)row[0]!, (long)row[1]!)));
    }

    [Theory]
    [InlineData("trials", "reached_at = 'abc'")]
    [InlineData("trials", "reached_at = 3")]
    [InlineData("trials", "best_loss = x'ff'")]
    [InlineData("trials", "best_loss = NULL")]
    [InlineData("trials", "train_seconds = -1")]
    [InlineData("trials", "slot = 'left'")]
    [InlineData("trials", "trained_iterations = 2")]
    [InlineData("loss_curves", "last_iteration = 7")]
    public async Task Reuse_RowThatSomebodyHasDamaged_IsNotCopied(string table, string damage)
    {
        var source = (await Store.SubmitAsync(Samples.Sweep(), Cancellation)).Id;
        await Store.CommitAsync([Samples.Completed(source, 0), Samples.Completed(source, 1)], [], Cancellation);
        await QueryAsync($"UPDATE {table} SET {damage} WHERE number = 0");
        var id = (await Store.SubmitAsync(Samples.Sweep(), Cancellation)).Id;
        Assert.Equal([1], (await Store.ReuseAsync(id, 0, [Wanted(0, source, 0), Wanted(1, source, 1)], Cancellation)).Select(rank => rank.Number));
    }

    [Fact]
    public async Task AddReader_File_SaysThatItHasNoRoles()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => Store.AddReaderAsync("analyst", Cancellation));
        Assert.Contains("no roles", error.Message, StringComparison.Ordinal);
        Assert.Contains("mode=ro", error.Message, StringComparison.Ordinal);
    }

    protected override (int Number, string Damage)[] DamagedMetrics =>
        [(0, "steps = '[0,3'"), (1, "\"values\" = '[1,2]'"), (2, "steps = '[0,3,2]'")];

    protected override Task<List<object?[]>> QueryAsync(string sql) => QueryAsync(_folder.File("sweep.db"), sql, Cancellation, "ReadWrite");

    protected override SweepDbContext NewContext() => new SqliteSweepContext(new DbContextOptionsBuilder<SqliteSweepContext>().UseSqlite().Options);

    protected override string BlobText(byte[] bytes) => $"x'{Convert.ToHexString(bytes)}'";

    protected override string RowTrigger(string table, string condition, string action) => TriggerOf(table, condition, action);

    internal static string TriggerOf(string table, string condition, string action)
    {
        var body = action switch
        {
            "refuse" => "RAISE(ABORT, 'not on my watch')",
            "drop" => "RAISE(IGNORE)",
            _ => "json_extract('no json', '$.a')",
        };
        return $"CREATE TRIGGER mine BEFORE INSERT ON {table} WHEN {condition} BEGIN SELECT {body}; END";
    }

    /// <summary>The rows that a query of a file gives.</summary>
    internal static async Task<List<object?[]>> QueryAsync(string file, string sql, CancellationToken cancellation, string mode = "ReadOnly")
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode={mode};Pooling=False");
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancellation))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(k => reader.IsDBNull(k) ? null : reader.GetValue(k))]);
        return rows;
    }

    protected override Task RemoveAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
