using System.Text.RegularExpressions;
using Sweep.SystemTests.Dashboards.Boards;
using Sweep.SystemTests.Dashboards.Prometheus;
using Sweep.Testing;

namespace Sweep.SystemTests.Dashboards.Live;

/// <summary>What the dashboards ask Prometheus, asked of one that looked on at a real run.</summary>
public sealed partial class LiveDashboardTests(LiveSweep live)
{
    private static readonly TimeSpan ScrapeLimit = TimeSpan.FromSeconds(20);

    public static TheoryData<string, string> Places =>
        [.. from query in Queries select (query.Dashboard, query.Place)];

    private static IEnumerable<DashboardQuery> Queries =>
        TelemetryFolder.Dashboards.SelectMany(board => board.Queries).Where(query => query.Kind == Dashboard.Prometheus);

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Query_OfAScrapedRun_ReturnsData(string dashboard, string place)
    {
        await live.RanAsync();
        var query = Assert.Single(Queries, query => (query.Dashboard, query.Place) == (dashboard, place));
        IReadOnlyList<PrometheusSeries> series = [];
        await Eventually.TrueAsync(
            async () => (series = await live.AskAsync(query.Filled(live.Id))).Count > 0, $"{query.Text} returns data", ScrapeLimit);

        Assert.All(series, one => Assert.True(double.IsFinite(one.Value), $"{query.Text} is {one.Value}"));
        foreach (Match label in LegendLabels().Matches(query.Legend))
            Assert.All(series, one => Assert.NotEmpty(one.Labels[label.Groups["name"].Value]));
    }

    [Theory]
    [InlineData("sum(sweep_trials_total)", LiveSweep.Planned)]
    [InlineData("sum(sweep_trial_duration_seconds_count)", LiveSweep.Planned)]
    [InlineData("sum(sweep_iterations_total)", LiveSweep.Planned * 5000)]
    [InlineData("count(sum by (trial_pattern) (sweep_trials_total))", 5)]
    [InlineData("max_over_time(sum(sweep_slots_busy)[1m:200ms])", 2)]
    [InlineData("sum(sweep_slots_busy)", 0)]
    [InlineData("sum(sweep_store_queue)", 0)]
    public async Task Numbers_OfARunThatEnded_AreThoseOfItsSweep(string expression, double expected)
    {
        await live.RanAsync();
        await Eventually.TrueAsync(
            async () => (await live.AskAsync(expression)).Select(series => series.Value).SequenceEqual([expected]), $"{expression} is {expected}", ScrapeLimit);
    }

    [Fact]
    public async Task Alerts_DuringARun_AreEvaluatedAndNoneFires()
    {
        await live.RanAsync();
        IReadOnlyList<(string Alert, string Health, string State)> rules = [];
        await Eventually.TrueAsync(async () => (rules = await live.Prometheus.RulesAsync()).All(rule => rule.Health != "unknown"), "all alerts are evaluated", ScrapeLimit);
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Equal((rule.Alert, "ok", "inactive"), rule));
    }

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LegendLabels();
}
