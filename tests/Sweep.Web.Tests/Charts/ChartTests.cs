using System.Collections.Immutable;
using System.Text.Json;
using CsCheck;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trials;
using Sweep.Service.Results;
using Sweep.Web.Charts;

namespace Sweep.Web.Tests.Charts;

public sealed class ChartTests
{
    private static readonly ImmutableArray<string> Names = ["kind", "width"];

    private static readonly Ranking Ranking = new(new SweepSpec("charts", [Parameter.Of("kind", "a", "b"), Parameter.Of("width", 1, 2, 3)])
    {
        Trainer = new TrainerSpec(TrainerSpec.CommandName),
        Objective = new Objective("score", Goal.Maximize),
    });

    [Fact]
    public void Improvements_OfAMaximizedObjective_AreThoseBetterThanAllBefore()
    {
        var found = HistoryChart.Improvements(Table([double.NaN, 2, 1, 3, 3, double.PositiveInfinity, 4]), Ranking.Objective);

        Assert.Equal([1L, 3, 6], found.Select(point => point.Number));
    }

    [Fact]
    public void Improvements_AnyValues_RiseAndEndWithTheBest() => Gen.Double[-5, 5].Array[1, 50].Sample(values =>
    {
        var found = HistoryChart.Improvements(Table(values), Ranking.Objective);
        Assert.Equal(found.OrderBy(point => point.Value), found);
        Assert.Equal(values.Max(), found[^1].Value);
    });

    [Fact]
    public void Parallel_OfManyTrials_DrawsTheBestAndAShareOfAllOthers()
    {
        var table = Table([.. Enumerable.Range(0, 50_000).Select(k => (double)(k * 7919 % 50_000))]);

        var rows = ParallelChart.Choose(table, Ranking.Objective);
        Assert.Equal(2_000, rows.Count);
        Assert.Equal(2_000, rows.Distinct().Count());
        var values = rows.Select(row => table.BestObjectives[row]).ToArray();
        Assert.Equal(values.Order(), values);
        Assert.Equal(Enumerable.Range(49_900, 100).Select(k => (double)k), values[^100..]);
        Assert.InRange(values.Count(value => value < 25_000), 900, 1_000);
    }

    [Fact]
    public void Parallel_WithTextsAndNumbers_HasAnAxisForEachAndOneForTheObjective()
    {
        var table = Table([1, 2, 3, 4, 5, 6]);

        using var option = JsonDocument.Parse(ParallelChart.Of(table, ParallelChart.Choose(table, Ranking.Objective), Ranking, Names).Json);
        var axes = option.RootElement.GetProperty("parallelAxis").EnumerateArray().ToArray();
        Assert.Equal(["category", "value", "value"], axes.Select(axis => axis.GetProperty("type").GetString()));
        Assert.Equal(["a", "b"], axes[0].GetProperty("data").EnumerateArray().Select(value => value.GetString()!));
        Assert.Equal("up", option.RootElement.GetProperty("visualMap").GetProperty("ramp").GetString());
    }

    [Fact]
    public void Charts_OfPointsWithoutAValue_HaveNoCornerThereAndACellOfItsOwn()
    {
        var table = Table([1, 2, 3]) with { Points = [PointOf(0), PointOf(1).Without("width"), PointOf(5).Without("kind")] };
        using var option = JsonDocument.Parse(ParallelChart.Of(table, [0, 1, 2], Ranking, Names).Json);
        var axes = option.RootElement.GetProperty("parallelAxis").EnumerateArray().ToArray();
        Assert.Equal(["category", "value", "value"], axes.Select(axis => axis.GetProperty("type").GetString()));
        Assert.Equal(["a"], axes[0].GetProperty("data").EnumerateArray().Select(value => value.GetString()!));
        var lines = option.RootElement.GetProperty("series")[0].GetProperty("data").EnumerateArray().Select(line => line.GetRawText());
        Assert.Equal(["[\"a\",1,1]", "[\"a\",null,2]", "[null,3,3]"], lines);

        var settings = table.Points.Select((point, k) => new SettingRuns(point, new Observation[] { new(10, true) }, k)).ToArray();
        var map = HeatMaps.Of(settings, Ranking, "width", "kind", null, HeatValue.Best)[0];
        Assert.Equal(["1", "3", "–"], map.Columns);
        Assert.Equal(["a", "–"], map.Rows.Select(row => row.Value));
        Assert.Equal([true, false, true], map.Rows[0].Cells.Select(cell => cell is not null));
    }

    [Fact]
    public void Bands_OfReplicates_AreQuantilesWhereHalfOfThemGot()
    {
        ThinnedCurve[] curves = [new(0, "loss", [0, 10], [1, 0], 2), new(1, "loss", [0, 10], [3, 2], 2), new(2, "loss", [0, 5], [5, 5], 2)];

        var band = CurveBands.Of("x", curves);
        Assert.Equal(3, band.Runs);
        Assert.Equal(new CurveBandPoint(0, 1.4, 3, 4.6), band.Points[0]);
        var last = band.Points[^1];
        Assert.Equal(new CurveBandPoint(10, 0.2, 1, 1.8), last with { Low = Math.Round(last.Low, 12), High = Math.Round(last.High, 12) });
        Assert.Equal(2.5, band.Points.Single(point => point.Step == 5).Median);
    }

    [Fact]
    public void HeatMaps_OfAnyValue_ShadeTheBestDarkest()
    {
        SettingRuns[] settings =
        [
            .. from k in Enumerable.Range(0, 6)
               select new SettingRuns(PointOf(k), new Observation[] { new(10 * (k + 1), k != 5), new(10 * (k + 1), k != 5) }, k),
        ];

        var median = HeatMaps.Of(settings, Ranking, "width", "kind", null, HeatValue.Median)[0];
        Assert.Equal(["1", "2", "3"], median.Columns);
        Assert.Equal(["a", "b"], median.Rows.Select(row => row.Value));
        Assert.Equal((10.0, 8), (median.Rows[0].Cells[0]!.Value.Value, median.Rows[0].Cells[0]!.Value.Shade));
        Assert.Equal(-1, median.Rows[1].Cells[2]!.Value.Shade);
        var best = HeatMaps.Of(settings, Ranking, "width", "kind", null, HeatValue.Best)[0];
        Assert.Equal(8, best.Rows[1].Cells[2]!.Value.Shade);
        Assert.Equal(0, best.Rows[0].Cells[0]!.Value.Shade);
        Assert.Equal(["a", "b"], HeatMaps.Of(settings, Ranking, "width", "width", "kind", HeatValue.Share).Select(map => map.Facet));
    }

    [Fact]
    public void Timeline_OfSlots_MergesWhatTouchesAndLeavesOutWhatTookNone()
    {
        var table = Table([1, 2, 3, 4]) with
        {
            Origins = [TrialOrigin.Trained, TrialOrigin.Trained, TrialOrigin.Trained, TrialOrigin.Reused],
            Slots = [0, 0, 1, 1],
            StartedAt = [At(0), At(10), At(5), At(90)],
            FinishedAt = [At(10), At(20), At(100), At(95)],
            States = [TrialState.Completed, TrialState.Failed, TrialState.Completed, TrialState.Completed],
        };

        var timeline = Timeline.Of(table);
        Assert.Equal(100, timeline.Seconds);
        Assert.Equal([2L, 1], timeline.Slots.Select(slot => slot.Trials));
        Assert.Equal(new SlotBar(0, 20, 2, 0, true), Assert.Single(timeline.Slots[0].Bars));
        Assert.Equal((20.0, 1L), (timeline.Slots[0].BusySeconds, timeline.Slots[0].Failed));
    }

    [Fact]
    public void Json_WithNamesThatWouldEndAScript_CannotEndIt()
    {
        var chart = CurvesChart.Of(new ThinnedCurve(0, "</script><b>", [0, 1], [1, double.NaN], 2), 0.5, "steps");

        Assert.DoesNotContain("</", chart.Json, StringComparison.Ordinal);
        using var option = JsonDocument.Parse(chart.Json);
        Assert.Equal("</script><b>", option.RootElement.GetProperty("series")[0].GetProperty("name").GetString());
    }

    [Fact]
    public void Lines_UpToTheMost_DifferInColourOrDashes() =>
        Assert.Distinct(Enumerable.Range(0, ChartParts.MostLines).Select(line => ChartParts.LineStyle(line).ToJsonString()));

    private static DateTimeOffset At(int seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);

    private static TrialPoint PointOf(int k) => new(Names, [k / 3 % 2 == 0 ? "a" : "b", 1 + k % 3]);

    private static TrialTable Table(double[] values) => new()
    {
        Parameters = Names,
        Numbers = [.. Enumerable.Range(0, values.Length).Select(k => (long)k)],
        Points = [.. values.Select((_, k) => PointOf(k))],
        States = [.. values.Select(_ => TrialState.Completed)],
        Origins = [.. values.Select(_ => TrialOrigin.Trained)],
        FinalObjectives = values,
        BestObjectives = values,
        ReachedAt = [.. values.Select(_ => -1)],
        TrainedIterations = [.. values.Select(_ => 1)],
        TrainSeconds = [.. values.Select(_ => 1.0)],
        StartedAt = [.. values.Select(_ => At(0))],
        FinishedAt = [.. values.Select(_ => At(1))],
        Silos = [.. values.Select(_ => "one")],
        Slots = [.. values.Select(_ => 0)],
    };
}
