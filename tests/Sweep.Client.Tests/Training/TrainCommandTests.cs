using System.Text.Json;
using Sweep.Client.Tests.Terminal;

namespace Sweep.Client.Tests.Training;

public sealed class TrainCommandTests
{
    private const double Agreement = 1e-9;

    public static TheoryData<int> GoldenCases => [.. Enumerable.Range(0, Golden().GetArrayLength())];

    [Theory]
    [MemberData(nameof(GoldenCases))]
    public async Task Train_OfAGoldenCase_GivesNumPysLossesAndWeights(int index)
    {
        var golden = Golden()[index];
        var run = await TrainAsync(ArgumentsOf(golden));
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        var json = run.Json();
        Assert.Equal(golden.GetProperty("iterations").GetInt32(), json.GetProperty("loss").GetArrayLength());
        foreach (var point in golden.GetProperty("recorded").EnumerateArray())
        {
            var iteration = point.GetProperty("iteration").GetInt32();
            Assert.Equal(point.GetProperty("loss").GetDouble(), json.GetProperty("loss")[iteration].GetDouble(), Agreement);
            Assert.Equal(point.GetProperty("accuracy").GetDouble(), json.GetProperty("accuracy")[iteration].GetDouble());
        }

        AssertClose(Flat(golden.GetProperty("final_hidden_weights")), Flat(json.GetProperty("hidden_weights")));
        AssertClose(Flat(golden.GetProperty("final_output_weights")), Flat(json.GetProperty("output_weights")));
        Assert.Equal(3, json.GetProperty("hidden_weights").GetArrayLength());
    }

    [Fact]
    public async Task Train_WithJson_TellsWhatItTrainedAndWhenTheTargetWasReached()
    {
        var run = await TrainAsync("--pattern", "circle", "--samples", "50", "--learning-rate", "0.05", "--iterations", "2000", "--repeat", "2", "--target", "0.3");
        var json = run.Json();
        Assert.Equal("circle", json.GetProperty("pattern").GetString());
        Assert.Equal(0.05, json.GetProperty("learning_rate").GetDouble());
        Assert.Equal(0u, json.GetProperty("data_seed").GetUInt32());
        Assert.Equal(1241u, json.GetProperty("init_seed").GetUInt32());
        Assert.Equal(4, json.GetProperty("hidden").GetInt32());
        Assert.True(json.GetProperty("train_seconds").GetDouble() > 0);
        var loss = json.GetProperty("loss").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        Assert.Equal(Array.FindIndex(loss, value => value <= 0.3), json.GetProperty("reached_at").GetInt32());
        Assert.Equal(Array.FindLastIndex(loss, value => value > 0.3) + 1, json.GetProperty("converged_at").GetInt32());
    }

    [Fact]
    public async Task Train_ThatNeverReachesItsTarget_SaysNull()
    {
        var json = (await TrainAsync("--pattern", "diamond", "--samples", "10", "--iterations", "1")).Json();
        Assert.Equal(JsonValueKind.Null, json.GetProperty("reached_at").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("converged_at").ValueKind);
    }

    [Fact]
    public async Task Train_AtARateThatSaturates_StillWritesJsonOfFiniteNumbers()
    {
        var run = await TrainAsync("--pattern", "circle", "--learning-rate", "1e300", "--iterations", "5", "--samples", "20");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(5, run.Json().GetProperty("loss").GetArrayLength());
        Assert.DoesNotContain("NaN", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_ForPeople_PrintsEvery200thIterationAndTheLast()
    {
        var run = await CliFixture.RunAsWrittenAsync(["train", "--pattern", "circle", "--iterations", "450", "--samples", "20"]);
        var iterations = run.Output.Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words is [_, _, _, "%"])
            .Select(words => words[0]);
        Assert.Equal(["0", "200", "400", "449"], iterations);
    }

    [Fact]
    public async Task Train_OfWrongOptions_TellsEveryErrorAtOnce()
    {
        var run = await TrainAsync(
            "--pattern", "cricle", "--samples", "1e3", "--learning-rate", "-0.1", "--iterations", "0", "--hidden", "257", "--data-seed", "-1",
            "--init-seed", "4294967296", "--repeat", "no", "--target", "NaN");
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(
            [
                "--pattern: cricle is no pattern and no data set of the database; did you mean circle? there are circle, diamond, centered_square, thick_right_angle, thin_right_angle",
                "--learning-rate: -0.1 must be greater than 0; write one as 0.001",
                "--iterations: 0 must be at least 1",
                "--samples: 1e3 must be a whole number from 1 to 10000000; write 1000",
                "--hidden: 257 must be at most 256",
                "--data-seed: -1 must be at least 0",
                "--init-seed: 4294967296 must be at most 4294967295",
                "--target: NaN must be finite; write one as 0.2",
                "--repeat: no must be a whole number from 1 to 10000",
            ],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("--learning-rate", "0", "--learning-rate: 0 must be greater than 0")]
    [InlineData("--learning-rate", "1e999", "--learning-rate: 1e999 must be finite")]
    [InlineData("--learning-rate", "Infinity", "must be finite")]
    [InlineData("--learning-rate", "0,1", "--learning-rate: 0,1 must be a number; write 0.1")]
    [InlineData("--learning-rate", "010", "--learning-rate: 010 must have no leading zeros; write 10")]
    [InlineData("--target", "00.2", "--target: 00.2 must have no leading zeros; write 0.2")]
    [InlineData("--samples", "010", "--samples: 010 must be a whole number from 1 to 10000000; write 10")]
    [InlineData("--samples", "1,000", "must be a whole number from 1 to 10000000; write 1000")]
    [InlineData("--repeat", "-0", "--repeat: -0 must be a whole number from 1 to 10000")]
    [InlineData("--learning-rate", "", "--learning-rate: \"\" must be a number")]
    [InlineData("--samples", "500.5", "--samples: 500.5 must be a whole number")]
    [InlineData("--samples", "99999999999999999999", "must be at most 10000000")]
    [InlineData("--iterations", "1_000", "must be a whole number from 1 to 10000000; write 1000")]
    [InlineData("--data-seed", "0x10", "must be a whole number")]
    public async Task Train_OfOneWrongOption_SaysSo(string option, string value, string message)
    {
        var run = await TrainAsync("--pattern", "circle", option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_WithPlot_WritesPicturesAndNamesThem()
    {
        using var cli = new CliFixture();
        var folder = cli.PathOf("plots");
        var run = await TrainAsync("--pattern", "diamond", "--iterations", "20", "--samples", "30", "--plot", folder);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(20, run.Json().GetProperty("loss").GetArrayLength());
        var pictures = Directory.GetFiles(folder);
        Assert.NotEmpty(pictures);
        Assert.All(pictures, picture => Assert.Contains(picture, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Train_WithPlotIntoAFile_IsRefusedBeforeTraining()
    {
        using var cli = new CliFixture();
        var run = await TrainAsync("--pattern", "diamond", "--plot", cli.Write("file", "x"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("cannot be made a folder", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_Interrupted_ExitsWith130()
    {
        using var interrupted = new CancellationTokenSource();
        await interrupted.CancelAsync();
        var run = await CliFixture.RunAsWrittenAsync(["train", "--pattern", "circle", "--json"], interrupt: interrupted);
        Assert.Equal(130, run.ExitCode);
        Assert.Empty(run.Output);
    }

    private static Task<CliRun> TrainAsync(params string[] args) =>
        CliFixture.RunAsWrittenAsync(["train", "--json", .. args]);

    private static string[] ArgumentsOf(JsonElement golden)
    {
        List<string> args = [];
        foreach (var name in (string[])["pattern", "samples", "learning_rate", "iterations", "data_seed", "init_seed", "hidden"])
        {
            if (golden.TryGetProperty(name, out var value))
                args.AddRange(["--" + name.Replace('_', '-'), value.ToString()]);
        }

        return [.. args];
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], Agreement);
    }

    private static double[] Flat(JsonElement numbers) => numbers.ValueKind == JsonValueKind.Array
        ? [.. numbers.EnumerateArray().SelectMany(Flat)]
        : [numbers.GetDouble()];

    private static JsonElement Golden()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden.json")));
        return document.RootElement.Clone();
    }
}
