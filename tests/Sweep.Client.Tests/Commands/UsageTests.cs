using CsCheck;
using Sweep.Client.Tests.Terminal;

namespace Sweep.Client.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("a command is missing")]
    [InlineData("lst is no command of `sweep`; did you mean list?", "lst")]
    [InlineData("is no command of `sweep`", "launch")]
    [InlineData("a command is missing; `sweep db --help`", "db")]
    [InlineData("--pattrn is no option of `sweep train`; did you mean --pattern?", "train", "--pattrn", "circle")]
    [InlineData("--pattern: has no value; write --pattern P", "train", "--pattern")]
    [InlineData("--pattern: is given more than once", "train", "--pattern", "circle", "--pattern", "diamond")]
    [InlineData("x is one argument too many for `sweep list`", "list", "x")]
    [InlineData("ID: is missing; write `sweep top ID`", "top")]
    [InlineData("ROLE: is missing; write `sweep db readers ROLE`", "db", "readers")]
    [InlineData("a command is missing; `sweep data --help`", "data")]
    [InlineData("FILE: is missing; write `sweep data add NAME FILE`", "data", "add", "heart")]
    [InlineData("NAME: is missing; write `sweep data remove NAME`", "data", "remove")]
    [InlineData("--positive: has no value; write --positive VALUE", "data", "add", "heart", "heart.csv", "--positive")]
    [InlineData("ID: is missing; write `sweep delete ID`", "delete")]
    [InlineData("ID: is missing; write `sweep note ID TEXT`", "note")]
    [InlineData("--add: has no value; write --add TAG", "tag", "latest", "--add")]
    [InlineData("x is one argument too many for `sweep data list`", "data", "list", "x")]
    [InlineData("rm is no command of `sweep data`", "data", "rm", "heart")]
    [InlineData("@file is no command of `sweep`", "@file")]
    public async Task CommandLine_OfWrongUsage_ExitsWithTwoAndSaysWhatIsWrong(string message, params string[] args)
    {
        var run = await CliFixture.RunAsWrittenAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectionStrings__Swep", "ConnectionStrings__Sweep")]
    [InlineData("ConnectionString__Sweep", "ConnectionStrings__Sweep")]
    [InlineData("ConnectionStrings_Sweep", "ConnectionStrings__Sweep")]
    [InlineData("Orleans__ClusterID2", "Orleans__ClusterId")]
    [InlineData("Sweep__Trace", "Sweep__TraceUrl")]
    public async Task Environment_OfAMisspeltSetting_ExitsWithTwoAndNamesTheNearest(string variable, string meant)
    {
        var run = await CliFixture.RunAsWrittenAsync(["list"], environment: new() { [variable] = "Host=h;Password=S3cret" });
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"{variable}: is no setting; did you mean {meant}? the settings are ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_OfOtherProgramsAndTheServers_IsLeftAlone()
    {
        var run = await CliFixture.RunAsWrittenAsync(
            ["list"],
            environment: new() { ["SWEEP_SLOTS"] = "2", ["SWEEP_PORT"] = "tcp://10.0.0.1:80", ["Sweep__Slots"] = "2", ["CONNECTIONSTRINGS__SWEEP"] = "/nowhere/of-the-environment.db" });
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("/nowhere/of-the-environment.db: no such database", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "authorization S3cret", "OTEL_EXPORTER_OTLP_HEADERS: its entry is no NAME=VALUE")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "x-key=S3cret%2CS3cret", "OTEL_*: the export of telemetry cannot be set up")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://ann:S3cret@127.0.0.1:1", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: \"…@127.0.0.1:1\" has a user or password in it")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "0", "OTEL_METRIC_EXPORT_INTERVAL: \"0\" must be a whole number of milliseconds")]
    public async Task Environment_OfAWrongVariableOfTelemetry_ExitsWithTwoAndNamesIt(string variable, string value, string message)
    {
        var run = await CliFixture.RunAsWrittenAsync(["list"], environment: new() { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1", [variable] = value });
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "Host=h;Password=S3cret")]
    [InlineData("list", "postgres://ann:S3cret@h/x")]
    [InlineData("host=h password=S3cret")]
    [InlineData("export", "latest", "--format", "pwd=S3cret")]
    [InlineData("export", "latest", "--columns", "number,pwd=S3cret")]
    [InlineData("list", "--state=password=S3cret")]
    [InlineData("list", "--Host=h;Password=S3cret")]
    [InlineData("train", "--learning-rate", "Password=S3cret")]
    [InlineData("status", "Host=h;Password=S3cret")]
    public async Task CommandLine_OfAConnectionStringInTheWrongPlace_DoesNotShowItsPassword(params string[] args)
    {
        var run = await CliFixture.RunAsWrittenAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("S3cret", run.Error + run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_AtTheRoot_ListsEveryCommand()
    {
        var run = await CliFixture.RunAsWrittenAsync(["--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        foreach (var command in (string[])["train", "run", "list", "status", "top", "importance", "pause", "resume", "cancel", "export", "report", "data", "db"])
            Assert.Contains($"  {command}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_IsOneLineWithoutACommit()
    {
        var run = await CliFixture.RunAsWrittenAsync(["--version"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^sweep \d+\.\d+\.\d+\n$", run.Output);
    }

    /// <summary>Words of the command line and noise, in any order: always a documented exit code, and never a stack trace.</summary>
    [Fact]
    public void CommandLine_OfAnyWords_EndsWithWordsAndAnExitCode()
    {
        string[] words =
        [
            "train", "run", "list", "status", "top", "importance", "--compare", "--pareto", "pause", "resume", "cancel", "export", "report", "data", "add", "remove", "db", "--json", "--json=1", "--by", "--limit", "--state", "--what",
            "--format", "--output", "latest", "0", "-1", "1e3", "NaN", "--", "-", "-h", "--help", "--version", "", " ", "\0", "=", "@x",
            "[x]", "[red]", "é\u202e", "--database", "postgres://u:p@h/d", "Host=h", "\"", "'", "%s", "{0}",
        ];
        var word = Gen.OneOf(Gen.Int[0, words.Length - 1].Select(index => words[index]), Gen.String);
        word.Array[0, 6].Sample(
            args =>
            {
                using var fixture = new CliFixture();
                // The test's own database comes first: a random word after it can only be refused as a second one.
                var run = CliFixture.RunAsWrittenAsync(["--database", fixture.Database, .. args]).GetAwaiter().GetResult();
                Assert.True(run.ExitCode is 0 or 1 or 2, $"exit code {run.ExitCode}");
                Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
                Assert.DoesNotContain("unexpected", run.Error, StringComparison.Ordinal);
                if (run.ExitCode == 2)
                    Assert.NotEmpty(run.Error);
            },
            iter: 300,
            threads: 1);
    }
}
