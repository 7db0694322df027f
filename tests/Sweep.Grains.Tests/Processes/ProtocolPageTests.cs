using System.Text;
using System.Text.RegularExpressions;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Processes;

/// <summary>docs/sweep-trial.md says what is so.</summary>
public sealed partial class ProtocolPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.File("docs/sweep-trial.md"));

    [Fact]
    public void Page_Variables_AreThoseThatATrialIsGiven()
    {
        using var bench = new CommandBench(_ => "value") { Secrets = ["TOKEN"], Stops = [1], IsResumable = true };
        bench.Fail("""> "$SWEEP_CHECKPOINT_DIR/at-1"; echo '@sweep {"checkpoint":"at-1","step":1}'; exit 1""");
        using var run = bench.Begin("""env; echo '@sweep {"step":1,"loss":1}'""", attempt: 2);
        run.AdvanceTo(1, CancellationToken.None);
        Assert.Equal(Variables(Page), Variables(run.ResultAt(1).LogTail!));
    }

    [Fact]
    public void Page_Reports_AreUnderstood()
    {
        var log = new ReportLog();
        var block = Page.Split("```json\n")[1].Split("\n```")[0].Split('\n');
        var kinds = block.Select(line => log.Add(Encoding.UTF8.GetBytes(line))!.Value);
        Assert.Equal([ReportKind.Metrics, ReportKind.Checkpoint, ReportKind.Stop], kinds);
    }

    [Fact]
    public void Page_ReasonsOfStops_AreAll() =>
        Assert.All(Enum.GetValues<StopReason>(), reason => Assert.Contains($"`{reason.Name()}`", Page, StringComparison.Ordinal));

    private static IEnumerable<string> Variables(string text) => Variable().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"SWEEP_[A-Z_]*[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
