using Sweep.Client.Sweeps;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Client.Tests.Sweeps;

public sealed class ConvergenceViewTests
{
    private static readonly double[] Rates = [0.0003, 0.000965489384605629, 0.01];
    private static readonly Pattern[] Patterns = Enum.GetValues<Pattern>();

    private static readonly SweepSpec Spec = new(
        "wide",
        [
            PerceptronParameters.Patterns([.. Patterns]),
            PerceptronParameters.LearningRates([.. Rates]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [1000]),
            PerceptronParameters.Counts(PerceptronParameters.Samples, [100, 1000]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [4, 16]),
        ]);

    [Theory]
    [InlineData(PerceptronParameters.Pattern, 80)]
    [InlineData(PerceptronParameters.LearningRate, 80)]
    [InlineData(PerceptronParameters.Hidden, 80)]
    [InlineData(PerceptronParameters.Samples, 80)]
    [InlineData(PerceptronParameters.Pattern, 120)]
    [InlineData(PerceptronParameters.Pattern, 64)]
    public void Table_AtAnyCommonWidth_HasOneLineARow(string by, int width)
    {
        var rows = Rows(by);
        var lines = Drawing.Lines(ConvergenceView.Create(rows, by, Spec, width), width);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        // Two lines of heading, a rule, the rows, and what follows the last line's end.
        Assert.Equal(3 + rows.Count + 1, lines.Length);
    }

    [Fact]
    public void Table_OfAGroupThatNeverReachedTheTarget_SaysSo()
    {
        var lines = Drawing.Lines(ConvergenceView.Create(Rows(PerceptronParameters.Pattern), PerceptronParameters.Pattern, Spec, 120), 120);
        var never = Assert.Single(lines, line => line.StartsWith("diamond", StringComparison.Ordinal));
        Assert.Contains("0 %", never, StringComparison.Ordinal);
        Assert.Contains("not reached", never, StringComparison.Ordinal);
        var first = Assert.Single(lines, line => line.StartsWith("circle", StringComparison.Ordinal));
        Assert.Contains("0.000965", first, StringComparison.Ordinal);
    }

    /// <summary>Diamonds are never learnt; the middle rate learns everything else.</summary>
    private static IReadOnlyList<ConvergenceRow> Rows(string by) => ConvergenceTable.Build(
        from pattern in Patterns
        from rate in Rates
        from samples in (int[])[100, 1000]
        from hidden in (int[])[4, 16]
        let reached = pattern != Pattern.Diamond && rate == Rates[1] ? 100 + samples : (int?)null
        select new TrialOutcome(new PerceptronPoint(pattern, rate, 1000, samples, hidden), 0, 1000, reached, 0.1),
        by, Ranking.Perceptron);
}
