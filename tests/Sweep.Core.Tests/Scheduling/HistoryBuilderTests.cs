using CsCheck;
using Sweep.Core.Scheduling;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>Results of sweeps that have ended, taken over for a search to begin with.</summary>
public sealed class HistoryBuilderTests
{
    private static readonly Guid Source = Guid.Parse("01990000-0000-7000-8000-000000000001");

    private static readonly SweepSpec Search = new(
        "search",
        [Parameter.Of("x", new ParameterRange(ParameterKind.Real, 0, 1)), Parameter.Of("n", new ParameterRange(ParameterKind.Whole, 1, 4))],
        Reuse: ReuseScope.None)
    {
        Trainer = new TrainerSpec("forest"),
        Objective = new Objective("score", Goal.Maximize),
        Sampler = SamplerDeclarations.Find("tpe")!.Preset(),
    };

    [Fact]
    public void Add_Grid_TakesThePointsInsideWithTheMeanOfTheirReplicates()
    {
        var builder = new HistoryBuilder(Search);
        Assert.Null(builder.Add(Source, Grid([0.5, 1.5], [3, 1]), [.. Enumerable.Range(0, 7).Select(number => Outcome(number, number))]));
        var history = builder.ToHistory();

        Assert.Equal([new HistorySource(Source, Points: 2, Outside: 1, Unfinished: 1)], history.Spec.Sources);
        Assert.Equal("2 points of 1 sweep; left out: 1 outside the space, 1 unfinished", history.Spec.ToString());
        Assert.Equal(
            [("{\"x\":0.5,\"n\":3}", 0.5, 0L), ("{\"x\":0.5,\"n\":1}", 2.5, 2L)],
            history.Results.Select(result => (result.Parameters, result.Objectives.Single(), result.Number)));
        var results = EarlierResults.Read(Search, history.Results);
        Assert.Equal([-2L, -1], results.Select(result => result.Point));
        Assert.Equal([-0.5, -2.5], results.Select(result => result.Objective!.Value));
        Assert.Equal((0.5, 3L), (results[0].Values[0]!.Value.Real, results[0].Values[1]!.Value.Whole));
        Assert.Equal(history.Spec.Hash, EarlierResults.HashOf(results));
    }

    [Fact]
    public void Add_PrunedAndFailedPoints_AreTakenAsSuch()
    {
        var builder = new HistoryBuilder(Search);
        Assert.Null(builder.Add(Source, Grid([0.5, 0.75], [3, 1]),
        [
            Outcome(0, 1), Outcome(1, 3), Outcome(2, 1), new(3, TrialState.Failed, [double.NaN], 0), new(4, TrialState.Pruned, [5], 30),
            new(5, TrialState.Pruned, [6], 20), Outcome(6, 1), Outcome(7, double.PositiveInfinity),
        ]));
        var results = EarlierResults.Read(Search, builder.ToHistory().Results);
        Assert.Equal([false, true, false, true], results.Select(result => result.IsFailed));
        Assert.Equal([null, null, 20, null], results.Select(result => result.PrunedAt));
        Assert.Equal(-5.5, results[2].Objective);
    }

    [Fact]
    public void Add_SeveralSweeps_StandInTheirOrder()
    {
        var builder = new HistoryBuilder(Search);
        var other = Guid.Parse("01990000-0000-7000-8000-000000000002");
        Assert.Null(builder.Add(other, Grid([0.25], [2]), [Outcome(0, 1), Outcome(1, 1)]));
        Assert.Null(builder.Add(Source, Grid([0.5], [2]), [Outcome(0, 2), Outcome(1, 2)]));
        var history = builder.ToHistory();
        Assert.Equal([other, Source], history.Results.Select(result => result.Sweep));
        Assert.Equal("2 points of 2 sweeps", history.Spec.ToString());
    }

    [Fact]
    public void Add_NothingThatFits_SaysWhyAndTakesNothing()
    {
        var builder = new HistoryBuilder(Search);
        Assert.Equal("has no finished trial", builder.Add(Source, Grid([0.5], [1]), []));
        Assert.Equal("has no result that fits: 1 point is unfinished", builder.Add(Source, Grid([0.5], [1]), [Outcome(1, 1)]));
        Assert.Equal(
            "has no result that fits: 1 point is outside the space (trial 0 has x 1.5, which is not in its range), 1 point that fits has failed",
            builder.Add(Source, Grid([1.5, 0.5], [1]), [Outcome(0, 1), Outcome(1, 1), Outcome(2, double.NaN), Outcome(3, 1)]));
        Assert.Equal(
            "has no values of score (maximize): its objective is loss (minimize)",
            builder.Add(Source, new SearchSpace(Grid([0.5], [1]).Spec with { Objective = Objective.Loss }), [Outcome(0, 1), Outcome(1, 1)]));
        Assert.Equal(
            "has no values of score (maximize): its objective is score (minimize)",
            builder.Add(Source, new SearchSpace(Grid([0.5], [1]).Spec with { Objective = new("score", Goal.Minimize) }), [Outcome(0, 1), Outcome(1, 1)]));
        Assert.Empty(builder.ToHistory().Results);
    }

    [Fact]
    public void Add_SeveralObjectives_FindsEachByItsNameAndTakesParametersFromThePoint()
    {
        var several = Search with
        {
            Objectives = [new("score", Goal.Maximize), new("n", Goal.Minimize), new("cost", Goal.Minimize)],
            Sampler = SamplerDeclarations.Find("nsga_ii")!.Preset(),
        };
        var source = new SearchSpace(Grid([0.5], [3]).Spec with { Objectives = [new("cost", Goal.Minimize), new("score", Goal.Maximize)] });
        var builder = new HistoryBuilder(several);
        Assert.Null(builder.Add(Source, source, [new(0, TrialState.Completed, [10, 1], 5), new(1, TrialState.Completed, [20, 2], 5)]));
        Assert.Equal([1.5, 3, 15], builder.ToHistory().Results.Single().Objectives);
        Assert.Equal([-1.5, 3, 15], EarlierResults.Read(several, builder.ToHistory().Results).Single().Objectives);
        Assert.Equal(
            "has no values of score (maximize): its objectives are cost (minimize), loss (minimize)",
            builder.Add(Source, new SearchSpace(source.Spec with { Objectives = [new("cost", Goal.Minimize), Objective.Loss] }), []));
    }

    [Fact]
    public void Add_SearchOfAnother_TakesWhatIsKnownOfIt()
    {
        var space = new SearchSpace(Search with { Replicates = 2 });
        space.Proposed!.Learn(0, [0.1 + 0.2, 3]);
        var builder = new HistoryBuilder(Search);
        Assert.Null(builder.Add(Source, space, [Outcome(0, 1), Outcome(1, 1), Outcome(2, 1), Outcome(3, 1)]));
        Assert.Equal([new HistorySource(Source, 1, 0, 1)], builder.ToHistory().Spec.Sources);
    }

    [Fact]
    public void HashOf_AnyOtherResult_IsAnother() => Gen.Select(Gen.Double[0, 1], Gen.Double[-5, 5], Gen.Int[1, 4]).Array[1, 6].Sample(points =>
    {
        EarlierResult[] rows = [.. points.Select(point => new EarlierResult(
            FormattableString.Invariant($"{{\"n\": {point.Item3}, \"x\": {point.Item1:R}}}"), [point.Item2], null, Source, 0))];
        string HashOf(IReadOnlyList<EarlierResult> all) => EarlierResults.HashOf(EarlierResults.Read(Search, all));
        Assert.Equal(HashOf(rows), HashOf([.. rows.Select(row => row with { Number = 7, Sweep = Guid.NewGuid() })]));
        Assert.NotEqual(HashOf(rows), HashOf(rows[..^1]));
        Assert.NotEqual(HashOf(rows), HashOf([rows[0] with { Objectives = [rows[0].Objectives[0] + 1] }, .. rows[1..]]));
        Assert.NotEqual(HashOf(rows), HashOf([rows[0] with { PrunedAt = 3 }, .. rows[1..]]));
    });

    [Theory]
    [InlineData("{\"x\":0.5")]
    [InlineData("{\"x\":\"a\",\"n\":1}")]
    [InlineData("[]")]
    public void Read_RowThatIsNone_IsRefused(string parameters) =>
        Assert.Throws<FormatException>(() => EarlierResults.Read(Search, [new EarlierResult(parameters, [1], null, Source, 0)]));

    [Fact]
    public void Canonical_History_ComesBackAndIsPartOfTheHash()
    {
        var history = new HistorySpec("ab", [new(Source, 2, 1, 0)]);
        var spec = Search with { History = history };
        var json = CanonicalSpec.ToJson(spec);
        Assert.Equal(spec, CanonicalSpec.FromJson(json));
        Assert.Equal(history, CanonicalSpec.HistoryOf(json));
        Assert.Null(CanonicalSpec.HistoryOf(CanonicalSpec.ToJson(Search)));
        Assert.Null(CanonicalSpec.HistoryOf(CanonicalSpec.ToJson(Search with { Name = "history" })));
        Assert.NotEqual(spec, spec with { History = history with { Hash = "cd" } });
        Assert.NotEqual(CanonicalSpec.Hash(json), CanonicalSpec.Hash(CanonicalSpec.ToJson(spec with { History = history with { Hash = "cd" } })));
        Assert.Throws<FormatException>(() => CanonicalSpec.HistoryOf("{\"history\":{}}"));
    }

    private static SearchSpace Grid(double[] x, long[] n) => new(new SweepSpec(
        "grid", [Parameter.Of("x", [.. x.Select(value => (ParameterValue)value)]), Parameter.Of("n", [.. n.Select(value => (ParameterValue)value)])], Replicates: 2)
    {
        Trainer = Search.Trainer,
        Objective = Search.Objective,
    });

    private static SearchOutcome Outcome(long number, double value) => new(number, TrialState.Completed, [value], 30);
}
