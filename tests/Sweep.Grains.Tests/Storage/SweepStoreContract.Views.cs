using CsCheck;
using Sweep.Core.Analysis;
using Sweep.Core.Curves;
using Sweep.Core.Patterns;
using Sweep.Core.Trials;

namespace Sweep.Grains.Tests.Storage;

public abstract partial class SweepStoreContract
{
    private static readonly TrialState[] States =
        [TrialState.Completed, TrialState.Completed, TrialState.Completed, TrialState.Completed, TrialState.Pruned, TrialState.Failed];

    private static readonly Gen<ViewTrial> GenTrial =
        from pattern in Gen.Int[0, 1]
        from rate in Gen.Int[1, 3]
        from samples in Gen.Int[1, 2]
        from iterations in Gen.Int[1, 8]
        from replicate in Gen.UInt[0, 3]
        from trained in Gen.Int[1, 8]
        from reached in Gen.Int[0, 8]
        from state in Gen.Int[0, 5]
        select new ViewTrial((Pattern)pattern, rate, samples, iterations, replicate, Math.Min(trained, iterations), reached, States[state]);

    /// <summary>The rows that a query gives, each value as .NET's long, double or string.</summary>
    protected abstract Task<List<object?[]>> QueryAsync(string sql);

    /// <summary>The id as a literal of the database.</summary>
    protected virtual string Literal(Guid id) => $"'{id:d}'";

    [Theory]
    [InlineData(1, 3, 2)]
    [InlineData(10, 4, 24)]
    [InlineData(1, 6_000, 5_999)]
    [InlineData(7, 5_001, 35_000)]
    public async Task LossPoints_Curve_GivesEveryPoint(int every, int count, int last)
    {
        var id = (await SubmitAsync()).Id;
        var losses = Enumerable.Range(0, count).Select(k => 0.75 / (1 + k)).ToArray();
        var correct = Enumerable.Range(0, count).Select(k => k % 101).ToArray();
        await CommitAsync(Samples.Completed(id, 0, 0.5), Samples.Completed(id, 1, new LossCurve(every, last, 100, losses, correct)));

        var rows = await QueryAsync(
            $"SELECT iteration, loss, accuracy FROM loss_points WHERE sweep_id = {Literal(id)} AND number = 1 ORDER BY iteration");
        var curve = await Store.ReadCurvesAsync(id, [1], Cancellation).SingleAsync(Cancellation);
        Assert.Equal(Enumerable.Range(0, count).Select(k => (long)curve.IterationAt(k)), rows.Select(row => Convert.ToInt64(row[0], null)));
        Assert.Equal(losses.Select(loss => (float)loss), rows.Select(row => Convert.ToSingle(row[1], null)));
        Assert.Equal(correct.Select(k => k / 100f), rows.Select(row => Convert.ToSingle(row[2], null)));
    }

    [Fact]
    public async Task LossPoints_WithoutCondition_CoversAllTrials()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Completed(id, 0), Samples.Completed(id, 1, 0.5, 0.4), Samples.Failed(id, 2));
        var rows = await QueryAsync($"SELECT number, count(*) FROM loss_points WHERE sweep_id = {Literal(id)} GROUP BY number ORDER BY number");
        Assert.Equal(["0:3", "1:2"], rows.Select(row => $"{row[0]}:{row[1]}"));
    }

    [Theory]
    [InlineData("R1 R2", 1)]
    [InlineData("R1 R2 R3", 2)]
    [InlineData("R1 R2 R3 R4", 2)]
    [InlineData("R1 R2 C3 C3", 2)]
    [InlineData("C1 R2 R3 R4", 3)]
    [InlineData("C1 R2 R3 C4", 3)]
    [InlineData("R1 C1 C2 R3 R4 C5", 4)]
    [InlineData("R1 C2 C2 C2", null)]
    [InlineData("C1 C1 C1 R2", 2)]
    [InlineData("R1 R1 C1 C1 R3", 3)]
    [InlineData("R1 C1 R2 C2 C2 R4 R4 R5 C6 C7", 4)]
    [InlineData("R1 R1 R1 C1 C1 R4 C5 C5 C5", 4)]
    public async Task PatternConvergence_KnownRuns_GiveTheKaplanMeierMedian(string runs, int? expected)
    {
        var id = (await SubmitAsync()).Id;
        var trials = runs.Split(' ').Select((run, k) => new ViewTrial(
            Pattern.Circle, 1, 1, 8, (uint)k, run[0] == 'C' ? run[1] - '0' : 8, run[0] == 'R' ? run[1] - '0' : 0, TrialState.Completed));
        await CommitAsync([.. trials.Select(trial => trial.ToFinished(id))]);
        var row = Assert.Single(await ReadConvergenceViewAsync(id));
        Assert.Equal(expected, row.Median);
    }

    [Fact]
    public Task PatternConvergence_RandomTrials_EqualsAPlainComputation() => GenTrial.Array[1, 60].SampleAsync(
        async drawn =>
        {
            ViewTrial[] trials = [.. drawn.DistinctBy(trial => trial.Number)];
            var id = (await SubmitAsync()).Id;
            await CommitAsync([.. trials.Select(trial => trial.ToFinished(id))]);
            Assert.Equal(ViewTrial.Converge(trials), await ReadConvergenceViewAsync(id));
            foreach (var by in Ranking.Perceptron.Names)
            {
                foreach (var includePruned in (bool[])[false, true])
                {
                    var outcomes = trials.Where(trial => CountedStates.Has(trial.State, includePruned)).Select(trial => trial.ToOutcome());
                    var plain = SettingRuns.Of(outcomes, by, Ranking.Perceptron);
                    var read = await Store.ReadSettingsAsync(id, ViewTrial.Space, by, includePruned, Cancellation);
                    Assert.Equal(ConvergenceTable.Build(plain, by, Ranking.Perceptron), ConvergenceTable.Build(read, by, Ranking.Perceptron));
                    Assert.Equal(RunsOf(plain), RunsOf(read));
                }
            }
        },
        iter: 60,
        threads: 1);

    [Theory]
    [InlineData(new[] { 0, 1, 2 })]
    [InlineData(new[] { 2, 1, 0 })]
    [InlineData(new[] { 1, 2, 0 })]
    public async Task PatternConvergence_TrialsOfOneRunInAnyOrder_TheLongestCounts(int[] order)
    {
        var id = (await SubmitAsync()).Id;
        ViewTrial[] trials =
        [
            new(Pattern.Circle, 1, 1, 4, 0, 4, 0, TrialState.Completed), new(Pattern.Circle, 1, 1, 6, 0, 6, 5, TrialState.Completed),
            new(Pattern.Circle, 1, 1, 8, 0, 3, 0, TrialState.Pruned),
        ];
        foreach (var number in order)
            await CommitAsync(trials[number].ToFinished(id));
        Assert.Equal(ViewTrial.Converge(trials), await ReadConvergenceViewAsync(id));
    }

    [Fact]
    public async Task PatternConvergence_PrunedTrials_AreInNoTableUnlessAsked()
    {
        var id = (await SubmitAsync()).Id;
        ViewTrial[] trials =
        [
            new(Pattern.Circle, 1, 1, 8, 0, 8, 5, TrialState.Completed), new(Pattern.Circle, 2, 1, 8, 0, 3, 0, TrialState.Pruned),
            new(Pattern.Diamond, 1, 1, 8, 0, 2, 0, TrialState.Pruned),
        ];
        await CommitAsync([.. trials.Select(trial => trial.ToFinished(id))]);

        Assert.Equal([("circle", 1L, 1L)], (await ReadConvergenceViewAsync(id)).Select(row => (row.Pattern, row.Trials, row.Reached)));
        Assert.Empty(await QueryAsync($"SELECT number FROM runs WHERE sweep_id = {Literal(id)} AND trained_iterations < 8"));
        Assert.Single(await Store.ReadSettingsAsync(id, ViewTrial.Space, "pattern", includePruned: false, Cancellation));
        Assert.Equal(3, (await Store.ReadSettingsAsync(id, ViewTrial.Space, "pattern", includePruned: true, Cancellation)).Count);
        Assert.Equal(3, (await Store.ReadSettingsAsync(id, ViewTrial.Space, "iterations", includePruned: true, Cancellation)).Count);
        Assert.Empty(await Store.ReadRunsAsync(id, ViewTrial.Space, trials[1].Number, 10, Cancellation));
    }

    [Fact]
    public async Task PatternConvergence_ResultInPlaceOfAFailedRow_Counts()
    {
        var id = (await SubmitAsync()).Id;
        await CommitAsync(Samples.Failed(id, 0), Samples.Completed(id, 1));
        Assert.Equal(["thick_right_angle"], (await ReadConvergenceViewAsync(id)).Select(row => row.Pattern));
        var result = new ViewTrial(Pattern.Circle, 1, 1, 8, 3, 8, 5, TrialState.Completed);
        await CommitAsync(result.ToFinished(id) with { Trial = result.ToFinished(id).Trial with { Number = 0 } }, Samples.Failed(id, 1));
        Assert.Equal(["circle", "thick_right_angle"], (await ReadConvergenceViewAsync(id)).Select(row => row.Pattern));
        Assert.Equal(5, (await ReadConvergenceViewAsync(id))[0].Median);
    }

    /// <summary>Each run with its setting and replicate, in an order that is always the same.</summary>
    private static IEnumerable<string> RunsOf(IEnumerable<SettingRuns> settings) =>
        settings.SelectMany(setting => setting.Runs.ToArray().Select(run => $"{setting.Point} {run}")).Order(StringComparer.Ordinal);

    private async Task<List<ViewRow>> ReadConvergenceViewAsync(Guid id)
    {
        var rows = await QueryAsync(
            "SELECT pattern, trials, reached, median_iterations, best_iterations, best_loss, reached_share FROM pattern_convergence "
            + $"WHERE sweep_id = {Literal(id)} ORDER BY pattern");
        return rows.ConvertAll(row => new ViewRow(
            (string)row[0]!, Convert.ToInt64(row[1], null), Convert.ToInt64(row[2], null), ToInt(row[3]), ToInt(row[4]),
            Convert.ToDouble(row[5], null), Convert.ToDouble(row[6], null)));
        static int? ToInt(object? value) => value is null ? null : Convert.ToInt32(value, null);
    }
}
