using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sweep.Storage.Postgres;
using Sweep.Storage.Sqlite;
using Sweep.Testing;
using Sweep.Testing.Databases;

namespace Sweep.Grains.Tests.Cookbook;

/// <summary>
/// Every query of the cookbook runs on both databases and gives what the page prints. With SWEEP_REWRITE_PAGES=1 in the environment the
/// page is rewritten from what SQLite gives, for a look with git diff.
/// </summary>
public sealed class CookbookTests(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Answers_OnSqlite_AreThoseOfThePage()
    {
        var page = CookbookPage.Read();
        await using (var store = new SqliteSweepStore(_folder.File("sweep.db"), TimeProvider.System))
        {
            await store.MigrateAsync(Cancellation);
            await CookbookSweeps.FillAsync(store, page.Spec, Cancellation);
        }

        await using var connection = new SqliteConnection($"Data Source={_folder.File("sweep.db")};Mode=ReadOnly;Pooling=False");
        var answered = page.WithAnswers("sqlite", await AnswerAsync(connection, page.Queries("sqlite")));
        if (Environment.GetEnvironmentVariable("SWEEP_REWRITE_PAGES") == "1")
            await File.WriteAllTextAsync(CookbookPage.Path, answered, Cancellation);
        else
            Assert.Equal(page.Text, answered);
    }

    [Fact]
    public async Task Answers_OnPostgres_AreThoseOfThePage()
    {
        var page = CookbookPage.Read();
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using (var store = new PostgresSweepStore(database, TimeProvider.System))
        {
            await store.MigrateAsync(Cancellation);
            await CookbookSweeps.FillAsync(store, page.Spec, Cancellation);
        }

        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        Assert.Equal(page.Text, page.WithAnswers("postgresql", await AnswerAsync(connection, page.Queries("postgresql"))));
    }

    [Fact]
    public async Task Plans_OnPostgresWithManySweeps_ReachTheRowsByIndex()
    {
        var page = CookbookPage.Read();
        var database = await postgres.CreateDatabaseAsync(Cancellation);
        await using (var store = new PostgresSweepStore(database, TimeProvider.System))
            await store.MigrateAsync(Cancellation);
        await using var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync(Cancellation);
        await ManySweeps.FillAsync(connection, Cancellation);
        foreach (var query in page.Queries("postgresql"))
        {
            await using var command = new NpgsqlCommand("EXPLAIN " + query, connection);
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            var plan = new List<string>();
            while (await reader.ReadAsync(Cancellation))
                plan.Add(reader.GetString(0));
            var text = $"{query}\n{string.Join('\n', plan)}";
            foreach (var table in (string[])["trials", "runs", "loss_curves"])
                Assert.False(plan.Exists(step => step.Contains($"Seq Scan on {table}", StringComparison.Ordinal)), text);
        }
    }

    private static async Task<List<string>> AnswerAsync(DbConnection connection, IReadOnlyList<string> queries)
    {
        await connection.OpenAsync(Cancellation);
        var answers = new List<string>();
        foreach (var query in queries)
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is the repository's own page.
            command.CommandText = query;
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(Cancellation);
            var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
            var rows = new List<object?[]>();
            while (await reader.ReadAsync(Cancellation))
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(k => reader.IsDBNull(k) ? null : reader.GetValue(k))]);
            Assert.NotEmpty(rows);
            answers.Add(AnswerTable.Format(names, rows));
        }

        Assert.NotEmpty(answers);
        return answers;
    }
}
