using Sweep.Client.Tests.Terminal;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Databases;
using Sweep.Testing.Hosting;

namespace Sweep.Client.Tests.Tables;

public sealed class DataCommandTests(PostgresFixture postgres) : IDisposable
{
    private const string Table = "size,mass,kind\n1,2,M\n3,4,B\n5,6,M\n";

    private readonly CliFixture _cli = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Data_AddedListedAndRemoved_IsToldInWordsAndJson(bool onServer)
    {
        var database = onServer ? await (await postgres.GetServerAsync(Cancellation)).CreateDatabaseAsync(Cancellation) : _cli.Database;
        Task<CliRun> RunAsync(params string[] args) => CliFixture.RunAsWrittenAsync([.. args, "--database", database]);
        var file = _cli.Write("tumours.csv", Table);
        var added = await RunAsync("data", "add", "heart", file, "--positive", "M");
        Assert.Equal(0, added.ExitCode);
        Assert.StartsWith("heart is in ", added.Error, StringComparison.Ordinal);
        Assert.EndsWith(": 3 rows of 2 features; 1 is kind = M\n", added.Error, StringComparison.Ordinal);
        var again = await RunAsync("data", "add", "heart", file, "--positive", "M", "--json");
        Assert.Contains("heart was in ", again.Error, StringComparison.Ordinal);
        var document = again.Json();
        Assert.False(document.GetProperty("added").GetBoolean());
        Assert.True((await RunAsync("data", "add", "other", file, "--positive", "M", "--json")).Json().GetProperty("added").GetBoolean());

        var listed = (await RunAsync("data", "list", "--json")).Json().EnumerateArray().ToList();
        Assert.Equal(["heart", "other"], listed.Select(set => set.GetProperty("name").GetString()));
        Assert.Equal(document.GetProperty("hash").GetString(), listed[1].GetProperty("hash").GetString());
        Assert.Equal(["size", "mass"], listed[0].GetProperty("features").EnumerateArray().Select(name => name.GetString()));
        Assert.False(listed[0].TryGetProperty("added", out _));
        var shown = (await RunAsync("data", "list")).Output.Split('\n');
        Assert.Matches("^name +rows +features +1 is +from +added", shown[0]);
        Assert.Matches("^heart +3 +2 +kind = M +tumours.csv +2", shown[2]);

        var removed = await RunAsync("data", "remove", "heart", "--json");
        Assert.Equal($$"""{"name":"heart","hash":"{{document.GetProperty("hash").GetString()}}","content_removed":false}""" + "\n", removed.Output);
        Assert.Equal("heart is removed; its numbers stay, since another data set has the same\n", removed.Error);
        Assert.Equal("other is removed\n", (await RunAsync("data", "remove", "other")).Error);
        Assert.Equal("no data sets yet: `sweep data add NAME FILE` stores one\n", (await RunAsync("data", "list")).Error);
    }

    [Fact]
    public async Task Add_NameOfOtherNumbers_IsRefused()
    {
        await _cli.RunAsync("data", "add", "heart", _cli.Write("a.csv", Table), "--positive", "M");
        var run = await _cli.RunAsync("data", "add", "heart", _cli.Write("b.csv", Table), "--positive", "B");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("NAME: \"heart\" is the name of other numbers (3 rows of 2 features from a.csv); take another name, or remove that data set first\n", run.Error);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Remove_NumbersOfASweepThatMayRun_IsRefusedWithItsName()
    {
        var added = await _cli.RunAsync("data", "add", "heart", _cli.Write("a.csv", Table), "--positive", "M", "--json");
        var hash = added.Json().GetProperty("hash").GetString()!;
        var sweep = new NewSweep(Guid.CreateVersion7(), "hearts", "", $$"""{"data":{"heart":{"hash":"{{hash}}","rows":3,"features":2} },"name":"hearts"}""", "5f", null, 1, 10) { Data = [hash] };
        await using (var store = SweepStores.Open(_cli.Database, TimeProvider.System))
            await store.SubmitAsync(sweep, Cancellation);
        var run = await _cli.RunAsync("data", "remove", "heart");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal($"NAME: \"heart\" is what a sweep that may still run is trained on: {sweep.Id:d} (hearts); wait for their end, or cancel them\n", run.Error);
    }

    [Fact]
    public async Task Remove_UnknownName_NamesTheNearest()
    {
        await _cli.RunAsync("data", "add", "heart", _cli.Write("a.csv", Table), "--positive", "M");
        var run = await _cli.RunAsync("data", "remove", "haert");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("NAME: \"haert\" is no data set; did you mean heart? there is heart\n", run.Error);
    }

    [Theory]
    [InlineData("NAME: \"circle\" is the name of a pattern; name it otherwise", "circle", "t.csv")]
    [InlineData("FILE: t.txt must end with .csv or .parquet", "heart", "t.txt")]
    [InlineData("FILE: /nowhere/t.csv is no file; name a .csv or .parquet file", "heart", "/nowhere/t.csv")]
    [InlineData("FILE: /nowhere/t.PARQUET is no file", "heart", "/nowhere/t.PARQUET")]
    public async Task Add_WrongNameOrFile_ExitsWithTwoAndMakesNoDatabase(string words, string name, string file)
    {
        var run = await _cli.RunAsync("data", "add", name, file);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(words, run.Error, StringComparison.Ordinal);
        Assert.Empty(_cli.Files);
    }

    [Fact]
    public async Task Add_WrongFile_SaysSoAndMakesNoDatabase()
    {
        var file = _cli.Write("a.csv", "a,y\nx,0\n");
        var run = await _cli.RunAsync("data", "add", "heart", file);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"{file} is no data set (1 error):\n  line 2, a: \"x\" must be a number\n", run.Error);
        Assert.Equal(["a.csv"], _cli.Files);
    }

    [Fact]
    public async Task List_DamagedDataSet_IsNamedAndTheOthersAreListed()
    {
        foreach (var name in new[] { "good", "bad" })
            await _cli.RunAsync("data", "add", name, _cli.Write("a.csv", Table), "--positive", name == "good" ? "M" : "B");
        await SqlRows.ReadAsync(_cli.Database, "UPDATE data_sets SET features = '[1]' WHERE name = 'bad'", Cancellation);
        var run = await _cli.RunAsync("data", "list", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("good", Assert.Single(run.Json().EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("left out: data_sets.features of data set bad: \"[1]\" is no JSON array of names\n", run.Error);
        Assert.Equal("bad is removed\n", (await _cli.RunAsync("data", "remove", "bad")).Error);
    }

    [Fact]
    public async Task Add_TheExampleThatShips_IsTheDataOfItsSource()
    {
        var run = await _cli.RunAsync("data", "add", "breast-cancer", Repository.File("examples/data/breast-cancer.csv"), "--positive", "malignant", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal((569, 30), (run.Json().GetProperty("rows").GetInt32(), run.Json().GetProperty("features").GetArrayLength()));
        Assert.Equal("cb228d33f6fd86aa58798d8ba78ad3749399396612fc2d596df2fc0446ddbac2", run.Json().GetProperty("hash").GetString());
    }
}
