using CsCheck;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Data;
using Sweep.Service.Remote;
using Sweep.Storage.DataSets;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Remote;

/// <summary><c>sweep data</c> says by a server what it says by a database.</summary>
public sealed class ServerDataTests(ServedDatabase served) : IClassFixture<ServedDatabase>
{
    private const string Table = "size,mass,kind\n1,2,M\n3,4,B\n5,6,M\n";

    private static readonly string[] Names = ["a", "b,c", "d;e;f", "\"g\"", "h|i|j|k", "größe", "1", "l'm"];

    private static readonly string[] Positives = ["1", "0", "a, \"b\"", "true", "x;y|z"];

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_AddedListedAndRemoved_SaysTheSame()
    {
        var file = served.Cli.Write("tumours.csv", Table);
        var added = served.Same(
            Named(await served.OfDatabaseAsync("data", "add", "one", file, "--positive", "M"), "one"),
            Named(await served.OfServerAsync("data", "add", "other", file, "--positive", "M"), "other"));
        Assert.Equal((0, "NAME is in PLACE: 3 rows of 2 features; 1 is kind = M\n"), (added.ExitCode, added.Error));
        var again = await served.SameAsync("data", "add", "one", file, "--positive", "M", "--json");
        Assert.Equal("one was in PLACE already: 3 rows of 2 features\n", again.Error);
        Assert.Contains("\"source\":\"tumours.csv\"", again.Output, StringComparison.Ordinal);
        await served.SameAsync("data", "list");
        await served.SameAsync("data", "list", "--json");
        var refused = await served.SameAsync("data", "add", "one", file, "--positive", "B");
        Assert.Equal((2, "NAME: \"one\" is the name of other numbers (3 rows of 2 features from tumours.csv); take another name, or remove that data set first\n"), (refused.ExitCode, refused.Error));
        var removed = Named(await served.OfServerAsync("data", "remove", "one", "--json"), "one");
        Assert.Contains("\"content_removed\":false", removed.Output, StringComparison.Ordinal);
        Assert.Equal("NAME is removed; its numbers stay, since another data set has the same\n", removed.Error);
        var unknown = await served.SameAsync("data", "remove", "othre");
        Assert.Equal((2, "NAME: \"othre\" is no data set; did you mean other? there is other\n"), (unknown.ExitCode, unknown.Error));
        Assert.Equal("other is removed\n", (await served.OfServerAsync("data", "remove", "other")).Error);
        Assert.Equal("no data sets yet: `sweep data add NAME FILE` stores one\n", (await served.SameAsync("data", "list")).Error);
    }

    [Fact]
    public async Task Add_AFileThatIsNone_SaysTheSame()
    {
        var run = await served.SameAsync("data", "add", "wrong", served.Cli.Write("wrong.csv", "a,y\nx,0\n,1\n"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("wrong.csv is no data set (2 errors):\n  line 2, a: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await served.SameAsync("data", "add", "..", served.Cli.Write("right.csv", Table), "--positive", "M")).ExitCode);
    }

    [Fact]
    public async Task Remove_WhatASweepNeeds_SaysTheSame()
    {
        var file = served.Cli.Write("needed.csv", Table);
        Assert.Equal(0, (await served.OfServerAsync("data", "add", "needed", file, "--positive", "M")).ExitCode);
        var spec = served.Cli.Write("needs.yaml", "name: needs\nparameters:\n  pattern: [needed]\n  iterations: [20]\n  samples: [3]\n");
        var run = await served.OfServerAsync("run", spec, "--json");
        Assert.Equal((0, 1), (run.ExitCode, run.Json().GetProperty("trials").GetProperty("completed").GetInt32()));
        await SqlRows.ReadAsync(served.Cli.Database, "UPDATE sweeps SET state = 'paused', finished_at = NULL WHERE name = 'needs'", _cancellation);
        var refused = await served.SameAsync("data", "remove", "needed");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("is what a sweep that may still run is trained on", refused.Error, StringComparison.Ordinal);
        await SqlRows.ReadAsync(served.Cli.Database, "UPDATE sweeps SET state = 'cancelled' WHERE name = 'needs'", _cancellation);
        Assert.Equal(0, (await served.OfServerAsync("data", "remove", "needed")).ExitCode);
    }

    [Fact]
    public void Add_AnyNumbersUnderAnyNames_AreThoseThatTheServerStores()
    {
        using var server = new SweepServer(new SweepServerOptions { Address = new Uri(served.Url + "/") });
        Gen.Select(
            Gen.Double.Where(double.IsFinite).Where(value => Math.Abs(value) <= 1e100).Array[2, 30],
            Gen.Shuffle(Names),
            Gen.Int[1, Names.Length - 2],
            Gen.Int[0, Positives.Length - 1].Select(place => Positives[place]))
            .Sample(
                (values, names, features, positive) =>
                {
                    var rows = Math.Max(2, values.Length / features);
                    var table = new DataTable(
                        [.. names[..features]],
                        [.. Enumerable.Range(0, rows * features).Select(k => values[k % values.Length])],
                        [.. Enumerable.Range(0, rows).Select(row => row % 2 == 1)]);
                    var stored = server.DataSets.AddAsync(new NewDataSet("any/../name", table, names[features], positive, "x.csv"), CancellationToken.None)
                        .GetAwaiter().GetResult().Require();
                    Assert.Equal((table.Hash, names[features], positive), (stored.Hash, stored.Label, stored.Positive));
                    Assert.Equal(table.Features, stored.Features);
                    Assert.Equal(stored.Hash, server.DataSets.FindAsync("any/../name", CancellationToken.None).GetAwaiter().GetResult().Require().Hash);
                    Assert.True(server.DataSets.RemoveAsync("any/../name", CancellationToken.None).GetAwaiter().GetResult().Require().ContentRemoved);
                },
                iter: 40,
                threads: 1);
    }

    /// <summary>Without the name, which differs between the two.</summary>
    private static CliRun Named(CliRun run, string name) =>
        new(run.ExitCode, run.Output.Replace(name, "NAME", StringComparison.Ordinal), run.Error.StartsWith(name, StringComparison.Ordinal) ? $"NAME{run.Error[name.Length..]}" : run.Error);
}
