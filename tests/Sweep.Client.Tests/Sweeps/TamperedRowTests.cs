using CsCheck;
using Sweep.Client.Tests.Terminal;
using Sweep.Testing.Databases;

namespace Sweep.Client.Tests.Sweeps;

/// <summary>What reading commands say of rows that somebody has changed by hand.</summary>
public sealed class TamperedRowTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly (string Table, string[] Columns)[] Columns =
    [
        ("sweeps", ["spec_text", "spec", "spec_hash", "submit_key", "state", "error", "numerics", "planned_trials", "frontier", "owner", "owner_until", "epoch", "created_at", "finished_at", "trace_parent"]),
        ("trials", ["number", "parameters", "pattern", "learning_rate", "iterations", "samples", "hidden", "replicate", "data_seed", "init_seed", "content_key", "state", "attempt", "silo", "slot", "started_at", "finished_at", "train_seconds", "trained_iterations", "final_loss", "final_accuracy", "best_loss", "reached_at", "converged_at", "error", "trace_id", "origin"]),
        ("loss_curves", ["number", "every", "last_iteration", "loss", "accuracy"]),
        ("leases", ["id", "silo", "numbers", "epoch", "granted_at", "expires_at", "alone", "trace_parent"]),
        ("attempts", ["number", "attempt", "lease_id", "silo", "started_at", "ended_at", "cause", "reason", "alone", "progressed", "trace_parent"]),
        ("checkpoints", ["number", "lease_id", "attempt", "iteration", "points", "train_seconds", "state", "saved_at"]),
        ("checkpoint_curves", ["start", "points"]),
        ("runs", ["pattern", "learning_rate", "samples", "hidden", "replicate", "number", "iterations", "trained_iterations", "reached_at", "best_loss", "train_seconds"]),
    ];

    /// <summary>The tables in which a completed sweep has rows.</summary>
    private static readonly (string Table, string[] Columns)[] Filled = [.. Columns.Where(table => table.Table is "sweeps" or "trials" or "loss_curves" or "runs")];

    private static readonly string[] SqliteValues =
        ["NULL", "'abc'", "'12abc'", "''", "-1", "0", "1.5", "9223372036854775807", "1e999", "x'ff00'", "CAST(x'c328' AS TEXT)", "'[1,2'", "'[]'", "'{}'", "'2026-99-99T00:00:00.000000Z'", "hex(zeroblob(1000000))"];

    private static readonly string[] PostgresValues =
        ["NULL", "'abc'", "''", "-1", "0", "2147483647", "9223372036854775807", "'NaN'", "'Infinity'", "'infinity'", "'-infinity'", "'294000-01-01'", "'4000-01-01 BC'", "'{}'", "'{1,NULL}'", "'{{1},{2}}'", "repeat('x', 1000000)"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("trials", "parameters", "'{'", "export", "trials.parameters of sweep {0}, trial 3: \"{\" is no JSON object of parameters", 7)]
    [InlineData("trials", "parameters", "'[1]'", "export", "trials.parameters of sweep {0}, trial 3: \"[1]\" is no JSON object of parameters", 7)]
    [InlineData("trials", "started_at", "'yesterday'", "export", "trials.started_at of sweep {0}, trial 3: \"yesterday\" is no time", 7)]
    [InlineData("loss_curves", "loss", "'[0.5,0.4]'", "export --what loss-points", "loss_curves.loss of sweep {0}, trial 3: has 2 points; every 1 and last_iteration 11 make 12", 7 * 12)]
    [InlineData("loss_curves", "loss", "'[0.5'", "export --what loss-points", "loss_curves.loss of sweep {0}, trial 3: is no JSON array of numbers", 7 * 12)]
    [InlineData("loss_curves", "accuracy", "replace(accuracy, ',', ';')", "export --what loss-points", "loss_curves.accuracy of sweep {0}, trial 3: is no JSON array of numbers", 7 * 12)]
    [InlineData("loss_curves", "every", "0", "export --what loss-points", "loss_curves.every of sweep {0}, trial 3: 0 is not within 1 and", 7 * 12)]
    public async Task Export_TamperedRowInSqlite_IsNamedAndTheRestIsWritten(string table, string column, string value, string command, string words, int rows)
    {
        using var database = await TamperedRows.MakeAsync(server: null, Cancellation);
        var id = await database.IdAsync();
        Assert.True(await database.SetAsync(table, column, value, "number = 3"));
        var run = await database.RunAsync([.. command.Split(' '), id]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words.Replace("{0}", id, StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.Equal(rows + 1, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("loss", "'{0.5,0.4}'", "loss_curves.loss of sweep {0}, trial 3: has 2 points; every 1 and last_iteration 11 make 12")]
    [InlineData("loss", "'{0.5,NULL}'", "loss_curves.loss of sweep {0}, trial 3: is no array of numbers")]
    [InlineData("every", "0", "loss_curves.every of sweep {0}, trial 3: 0 is not within 1 and")]
    [InlineData("last_iteration", "-2147483648", "loss_curves.last_iteration of sweep {0}, trial 3: -2147483648 is not within 0 and")]
    public async Task Export_TamperedCurveInPostgres_IsNamedAndTheRestIsWritten(string column, string value, string words)
    {
        using var database = await TamperedRows.MakeAsync(await postgres.GetServerAsync(Cancellation), Cancellation);
        var id = await database.IdAsync();
        Assert.True(await database.SetAsync("loss_curves", column, value, "number = 3"));
        var run = await database.RunAsync("export", "--what", "loss-points", id);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words.Replace("{0}", id, StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.Equal(7 * 12 + 1, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commands_CurveThatIsGone_NameItAndGiveTheRest(bool onServer)
    {
        using var database = await TamperedRows.MakeAsync(onServer ? await postgres.GetServerAsync(Cancellation) : null, Cancellation);
        var id = await database.IdAsync();
        Assert.True(await database.DeleteAsync("loss_curves", "number IN (3, 5)"));
        foreach (var command in (string[][])[["export", id, "--what", "loss-points"], ["status", id], ["report", id, "--output", database.PathOf("r.html")]])
        {
            var run = await database.RunAsync(command);
            Assert.Equal(1, run.ExitCode);
            foreach (var number in new[] { 3, 5 })
                Assert.Contains($"loss_curves.loss of sweep {id}, trial {number}: its row is gone", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal(6 * 12 + 1, (await database.RunAsync("export", id, "--what", "loss-points")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(0, (await database.RunAsync("status", await database.IdAsync(TamperedRows.Innocent))).ExitCode);
    }

    [Fact]
    public async Task Status_AllCurvesGone_CountsThem()
    {
        using var database = await TamperedRows.MakeAsync(server: null, Cancellation, replicates: 12);
        Assert.True(await database.DeleteAsync("loss_curves", "1 = 1"));
        Assert.Contains("so are those of 38 trials more", (await database.RunAsync("status", "latest")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("created_at", "'once'", "list", "sweeps.created_at of sweep {0}: \"once\" is no time")]
    [InlineData("state", "'bogus'", "list", "sweeps.state of sweep {0}: \"bogus\" is no state of a sweep")]
    [InlineData("epoch", "'abc'", "status", "sweeps.epoch of sweep {0}: \"abc\" is no whole number")]
    [InlineData("spec", "'{}'", "top", "sweeps.spec of sweep {0}: The text is no canonical spec")]
    [InlineData("spec", "replace(spec, '\"every\":1', '\"every\":0')", "report", "sweeps.spec of sweep {0}: The canonical spec is invalid: record.every is beyond its limits")]
    [InlineData("planned_trials", "9", "top", "sweeps.planned_trials of sweep {0}: 9 are not the 8 of the spec")]
    public async Task Command_TamperedSweepInSqlite_NamesItAndShowsTheOthers(string column, string value, string command, string words)
    {
        using var database = await TamperedRows.MakeAsync(server: null, Cancellation);
        var id = await database.IdAsync();
        Assert.True(await database.SetAsync("sweeps", column, value));
        var run = await database.RunAsync(command == "list" ? [command] : command == "report" ? [command, id, "--output", database.PathOf("r.html")] : [command, id]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words.Replace("{0}", id, StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
        Assert.Contains(TamperedRows.Innocent, (await database.RunAsync("list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trials", "state", "'bogus'", "trials.state of sweep {0}, trial 3: \"bogus\" is no state of a finished trial")]
    [InlineData("trials", "train_seconds", "'long'", "trials.train_seconds of sweep {0}, trial 3: is not a number that can be: it is left out of the sum")]
    [InlineData("trials", "trained_iterations", "-1", "trials.trained_iterations of sweep {0}, trial 3: is not a number that can be: it is left out of the sum")]
    public async Task List_TamperedTrialInSqlite_NamesItOnceAndShowsAll(string table, string column, string value, string words)
    {
        using var database = await TamperedRows.MakeAsync(server: null, Cancellation);
        var id = await database.IdAsync();
        Assert.True(await database.SetAsync(table, column, value, "number = 3"));
        var run = await database.RunAsync("list");
        Assert.Equal(1, run.ExitCode);
        var said = run.Error.Split('\n').Where(line => line.StartsWith("left out", StringComparison.Ordinal));
        Assert.StartsWith($"left out: {words.Replace("{0}", id, StringComparison.Ordinal)}", Assert.Single(said), StringComparison.Ordinal);
        Assert.Contains(TamperedRows.Innocent, run.Output, StringComparison.Ordinal);
        Assert.Contains(id, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_AnyValueInAnyColumnOfSqlite_AreAnsweredInWords()
    {
        using var database = await TamperedRows.MakeAsync(server: null, Cancellation);
        await MutateAsync(database, Filled, SqliteValues, 30, resumes: false);
        await database.LeaveUnfinishedAsync();
        await MutateAsync(database, Columns, SqliteValues, 20, resumes: true);
    }

    [Fact]
    public async Task Commands_AnyValueInAnyColumnOfPostgres_AreAnsweredInWords()
    {
        using var database = await TamperedRows.MakeAsync(await postgres.GetServerAsync(Cancellation), Cancellation);
        await MutateAsync(database, Filled, PostgresValues, 20, resumes: false);
        await database.LeaveUnfinishedAsync();
        await MutateAsync(database, Columns, PostgresValues, 15, resumes: true);
    }

    private static async Task MutateAsync(
        TamperedRows database, IReadOnlyList<(string Table, string[] Columns)> tables, string[] values, int times, bool resumes)
    {
        var id = await database.IdAsync();
        var places = tables.SelectMany(table => table.Columns.Select(column => (table.Table, Column: column))).ToArray();
        var gen = Gen.Select(
            Gen.Int[0, places.Length - 1], Gen.Int[0, values.Length - 1], (place, value) => (places[place].Table, places[place].Column, Value: values[value]));
        await gen.SampleAsync(
            async change => await database.OnCopyAsync(async copy =>
            {
                var (table, column, value) = change;
                if (!await copy.SetAsync(table, column, value, table is "trials" or "loss_curves" or "runs" ? "number = 3" : "1 = 1"))
                    return;
                var list = await copy.RunAsync("list");
                Assert.Contains(TamperedRows.Innocent, list.Output, StringComparison.Ordinal);
                List<CliRun> runs =
                [
                    list,
                    await copy.RunAsync("status", id),
                    await copy.RunAsync("top", id),
                    await copy.RunAsync("top", id, "--by", "iterations"),
                    await copy.RunAsync("export", id),
                    await copy.RunAsync("export", id, "--what", "loss-points"),
                    await copy.RunAsync("report", id, "--output", copy.PathOf("report.html")),
                ];
                if (resumes)
                    runs.Add(await copy.RunAsync("resume", id));
                foreach (var run in runs)
                {
                    Assert.True(run.ExitCode is 0 or 1, $"exit code {run.ExitCode}: {run.Error}");
                    Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
                    Assert.DoesNotContain("unexpected", run.Error, StringComparison.Ordinal);
                    Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
                    Assert.True(run.ExitCode == 0 || run.Error.Length > 0, "it failed without a word");
                }
            }),
            iter: times,
            threads: 1);
    }
}
