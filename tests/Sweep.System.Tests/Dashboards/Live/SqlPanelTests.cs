using Npgsql;
using Sweep.SystemTests.Dashboards.Boards;

namespace Sweep.SystemTests.Dashboards.Live;

/// <summary>What the dashboards ask the database, asked by the role that they ask it as.</summary>
public sealed class SqlPanelTests(LiveSweep live)
{
    public static TheoryData<string, string> Places =>
        [.. from query in Queries select (query.Dashboard, query.Place)];

    private static IEnumerable<DashboardQuery> Queries =>
        TelemetryFolder.Dashboards.SelectMany(board => board.Queries).Where(query => query.Kind == Dashboard.Postgres);

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Query_OfASweepThatRan_ReturnsRowsWithValues(string dashboard, string place)
    {
        var rows = await AskAsync(dashboard, place);

        Assert.NotEmpty(rows);
        Assert.Contains(rows, row => row.Values.All(value => value is not DBNull) || row.Values.Count(value => value is not DBNull) > 1);
    }

    [Fact]
    public async Task Progress_OfASweepThatRan_IsWhole() => Assert.Equal(1.0, Assert.Single(await AskAsync("Sweep", "Progress A"))["progress"]);

    [Fact]
    public async Task FinishedTrials_OverTime_EndAtThePlanned()
    {
        var rows = await AskAsync("Sweep", "Finished and failed trials A");
        Assert.Equal((decimal)LiveSweep.Planned, rows[^1]["finished"]);
        Assert.All(rows, row => Assert.IsType<DateTime>(row["time"]));
    }

    [Fact]
    public async Task SharesThatReachedTheTarget_AtTheLastIteration_AreThoseOfTheConvergence()
    {
        var last = (await AskAsync("Sweep", "Share that has reached the target, by iteration A"))[^1];
        var shares = (await AskAsync("Sweep", "Convergence by pattern A")).ToDictionary(row => (string)row["pattern"], row => row["reached_share"], StringComparer.Ordinal);
        Assert.Equal(5, shares.Count);
        Assert.All(shares, share => Assert.Equal((double)share.Value, (double)last[share.Key], 1e-12));
        Assert.Contains(shares.Values, share => (double)share > 0);
    }

    [Fact]
    public async Task Variable_OfTheDashboardSweep_OffersTheSweep()
    {
        var offer = Assert.Single(await AskAsync("Sweep", "variable sweep"));
        Assert.Equal(live.Id, offer["__value"]);
        Assert.StartsWith("live, completed, ", (string)offer["__text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Role_OfTheDashboards_CanChangeNothing()
    {
        await live.RanAsync();
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ReadAsync("DELETE FROM trials"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private async Task<List<Dictionary<string, object>>> AskAsync(string dashboard, string place)
    {
        await live.RanAsync();
        return await ReadAsync(Assert.Single(Queries, query => (query.Dashboard, query.Place) == (dashboard, place)).Filled(live.Id));
    }

    private async Task<List<Dictionary<string, object>>> ReadAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(live.AnalystDatabase);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<Dictionary<string, object>>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue, StringComparer.Ordinal));
        return rows;
    }
}
