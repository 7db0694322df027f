using Sweep.Client.Running;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Testing;

namespace Sweep.Client.Tests.Running;

public sealed class ProgressPictureTests
{
    private static readonly SearchSpace Space = new(TestSweeps.Grid("a sweep", [.. Enum.GetValues<Core.Patterns.Pattern>()], [1000, 5000], [100, 500], 3));

    private static readonly SweepProgress Progress = new()
    {
        Id = Guid.Parse("01a20a51-c0fd-70ef-90fd-ad6e619ea4fe"),
        Name = "a sweep",
        State = SweepState.Running,
        Planned = 60,
        Completed = 29,
        Failed = 1,
        Fraction = 0.4,
        SecondsLeft = 12.3,
        TrialsPerSecond = 8.5,
        RunningTrials = [new TrialProgress(31, 2, 2500, 5000, 0.25), new TrialProgress(30, 1, 0, 1000, double.NaN)],
        Best = new BestTrial(2, 955, 0.1),
    };

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(40)]
    public void Picture_AtAnyWidth_WrapsNothing(int width)
    {
        var lines = Drawing.Lines(ProgressPicture.Create(Progress, Space, "sweep resume X", width, 24), width);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Equal(8, lines.Length);
    }

    [Fact]
    public void Picture_OfARunningSweep_ShowsHowFarItIs()
    {
        var text = Text(Progress);
        Assert.Contains("30 of 60 trials · 8.5/s · 13 s left · 2 in training · 1 failed", text, StringComparison.Ordinal);
        Assert.Contains("40 %", text, StringComparison.Ordinal);
        Assert.Contains("best: circle, 100 samples at iteration 955", text, StringComparison.Ordinal);
        Assert.Contains("2,500/5,000", text, StringComparison.Ordinal);
        Assert.Contains("try 2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_OfAPausedSweep_SaysHowToGoOn()
    {
        var text = Text(Progress with { State = SweepState.Paused, RunningTrials = [] });
        Assert.Contains("paused", text, StringComparison.Ordinal);
        Assert.Contains("to go on: sweep resume X", text, StringComparison.Ordinal);
        Assert.DoesNotContain("left", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_OfMoreTrialsThanLines_StaysWithinTheWindow()
    {
        var many = Progress with { RunningTrials = [.. Enumerable.Range(0, 60).Select(number => new TrialProgress(number, 1, 1, 1000, 1))] };
        Assert.True(Drawing.Lines(ProgressPicture.Create(many, Space, "sweep resume X", 80, 10), 80).Length <= 10);
    }

    private static string Text(SweepProgress progress) =>
        string.Join('\n', Drawing.Lines(ProgressPicture.Create(progress, Space, "sweep resume X", 120, 24), 120));
}
