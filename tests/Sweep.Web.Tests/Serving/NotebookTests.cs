using System.Diagnostics;
using System.Text.Json.Nodes;
using Sweep.Testing;

namespace Sweep.Web.Tests.Serving;

/// <summary>The example notebook runs from its first cell to its last, and has the numbers of the API.</summary>
public sealed class NotebookTests(SeededWeb web) : IClassFixture<SeededWeb>
{
    private const string Debian = "/usr/bin/python3";

    // What cells show is for who reads the notebook; this is for the test.
    private const string Said = """
        print(json.dumps({
            "trials": trials.index.tolist(), "varied": varied, "settings": settings["trials"].tolist(), "best": trials["best_objective"].tolist(),
            "convergence": convergence["trials"].to_dict(), "importance": importance["share"].to_dict(), "curves": sorted(map(int, curves.columns)),
            "steps": [int(curves.index.min()), int(curves.index.max())], "first": curves[int(best[0])].iloc[0],
        }))
        """;

    [Fact]
    public async Task Notebook_OfASweep_HasTheNumbersOfTheApi()
    {
        var (code, output, errors) = await RunAsync(await CellsAsync() + "\n" + Said);
        Assert.True(code == 0, errors);
        var said = JsonNode.Parse(output)!;
        Assert.Equal([0, 1, 2, 3], said["trials"]!.AsArray().Select(number => (int)number!));
        Assert.Equal(["pattern"], said["varied"]!.AsArray().Select(name => (string?)name));
        Assert.Equal([2, 2], said["settings"]!.AsArray().Select(count => (int)count!));
        Assert.Equal((2, 2), ((int)said["convergence"]!["circle"]!, (int)said["convergence"]!["diamond"]!));
        Assert.Equal([0, 1, 2, 3], said["curves"]!.AsArray().Select(number => (int)number!));
        Assert.Equal([0, 19], said["steps"]!.AsArray().Select(step => (int)step!));

        var path = $"/v1/sweeps/{web.Done.Id:d}";
        var trials = (await web.Open.GetJsonAsync($"{path}/trials"))["trials"]!.AsArray();
        Assert.Equal(trials.Select(trial => (double)trial!["best_objective"]!), said["best"]!.AsArray().Select(value => (double)value!));
        Assert.Equal((double)(await web.Open.GetJsonAsync($"{path}/importance"))["parameters"]![0]!["share"]!, (double)said["importance"]!["pattern"]!);
        var best = trials.MinBy(trial => (double)trial!["best_objective"]!)!["number"];
        var curve = (await web.Open.GetJsonAsync($"{path}/trials/{best}/curve"))["curves"]!.AsArray().Single(one => (string?)one!["metric"] == "loss")!;
        Assert.Equal((double)curve["values"]![0]!, (double)said["first"]!);
    }

    [Fact]
    public async Task Notebook_OnRecord_HasNoOutputs()
    {
        var cells = (await NotebookAsync())["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code").ToList();
        Assert.All(cells, cell => Assert.Empty(cell!["outputs"]!.AsArray()));
        Assert.All(cells, cell => Assert.Null(cell!["execution_count"]));
    }

    private static async Task<JsonNode> NotebookAsync() =>
        JsonNode.Parse(await File.ReadAllTextAsync(Repository.File("examples/notebook/sweep.ipynb"), TestContext.Current.CancellationToken))!;

    private static async Task<string> CellsAsync() => string.Join('\n', (await NotebookAsync())["cells"]!.AsArray()
        .Where(cell => (string?)cell!["cell_type"] == "code")
        .Select(cell => string.Concat(cell!["source"]!.AsArray().Select(line => (string?)line))));

    private async Task<(int Code, string Output, string Errors)> RunAsync(string program)
    {
        using (var script = Process.Start(new ProcessStartInfo(Repository.File("tests/engine/install-pandas.sh")) { UseShellExecute = false })!)
        {
            await script.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, script.ExitCode);
        }

        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo(Debian, [folder.Write("notebook.py", program)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SWEEP_SERVER"] = web.Open.BaseAddress!.GetLeftPart(UriPartial.Authority);
        start.Environment["SWEEP"] = web.Done.Id.ToString("d");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
