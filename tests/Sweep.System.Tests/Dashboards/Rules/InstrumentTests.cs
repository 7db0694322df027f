using Sweep.SystemTests.Dashboards.Boards;

namespace Sweep.SystemTests.Dashboards.Rules;

/// <summary>What dashboards and alerts ask for against what the code measures.</summary>
public sealed class InstrumentTests
{
    [Fact]
    public void Queries_OfAllDashboards_NameInstrumentsOfTheCode()
    {
        var instruments = Instruments.SeriesNames();
        var queries = TelemetryFolder.Dashboards.SelectMany(board => board.Queries).Where(query => query.Kind == Dashboard.Prometheus).ToList();
        Assert.NotEmpty(queries);
        Assert.All(queries, query => AssertNamed(PromQuery.Metrics(query.Text), instruments));
    }

    [Fact]
    public void Expressions_OfAllAlerts_NameInstrumentsOfTheCode()
    {
        // Whether a page could be scraped is Prometheus' own knowledge.
        HashSet<string> known = [.. Instruments.SeriesNames(), "up"];
        Assert.All(TelemetryFolder.Yaml<RulesFile>("alerts.yaml").Groups.SelectMany(group => group.Rules), alert => AssertNamed(PromQuery.Metrics(alert.Expr), known));
    }

    private static void AssertNamed(IReadOnlyList<string> metrics, IReadOnlySet<string> known)
    {
        Assert.NotEmpty(metrics);
        Assert.All(metrics, metric => Assert.Contains(metric, known));
    }
}
