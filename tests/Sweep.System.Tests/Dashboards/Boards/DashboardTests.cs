using System.Text.Json;

namespace Sweep.SystemTests.Dashboards.Boards;

/// <summary>The dashboards' files, and the data sources that they name.</summary>
public sealed class DashboardTests
{
    [Fact]
    public void Dashboards_OfTheFolder_AreClusterAndSweep() =>
        Assert.Equal([("sweep-cluster", "Cluster"), ("sweep-sweep", "Sweep")], TelemetryFolder.Dashboards.Select(board => (board.Uid, board.Title)));

    [Fact]
    public void Panels_OfADashboard_HaveIdsOfTheirOwnAndADescription()
    {
        foreach (var board in TelemetryFolder.Dashboards)
        {
            Assert.Distinct(board.Panels.Select(panel => panel.GetProperty("id").GetInt32()));
            Assert.All(board.Panels, panel => Assert.NotEmpty(panel.GetProperty("description").GetString()!));
        }
    }

    [Fact]
    public void Panels_OfADashboard_FitItsGridWithoutOverlap()
    {
        const int columns = 24;
        foreach (var board in TelemetryFolder.Dashboards)
        {
            var cells = board.Panels.SelectMany(panel =>
            {
                var place = panel.GetProperty("gridPos");
                int Of(string name) => place.GetProperty(name).GetInt32();
                Assert.InRange(Of("x") + Of("w"), 1, columns);
                return Enumerable.Range(Of("x"), Of("w")).SelectMany(x => Enumerable.Range(Of("y"), Of("h")).Select(y => (x, y)));
            });
            Assert.Distinct(cells);
        }
    }

    [Fact]
    public void DataSources_ThatDashboardsAndLinksName_AreProvisioned()
    {
        var provisioned = TelemetryFolder.Yaml<Provisioning>("grafana/provisioning/datasources/sweep.yaml").Datasources.Select(source => (source.Type, source.Uid)).ToList();
        Assert.Equal(3, provisioned.Count);
        foreach (var board in TelemetryFolder.Dashboards)
        {
            var named = Everywhere(board.Json)
                .Where(element => element.ValueKind is JsonValueKind.Object && element.TryGetProperty("datasource", out var source)
                    && source.ValueKind is JsonValueKind.Object)
                .Select(element => element.GetProperty("datasource"))
                .Select(source => (source.GetProperty("type").GetString()!, source.GetProperty("uid").GetString()!));
            Assert.Subset(provisioned.ToHashSet(), named.ToHashSet());
        }

        var links = TelemetryFolder.Dashboards
            .SelectMany(board => Everywhere(board.Json))
            .Where(element => element.ValueKind is JsonValueKind.String)
            .Select(element => element.GetString()!)
            .Where(text => text.StartsWith("/explore", StringComparison.Ordinal));
        Assert.Contains("\"datasource\":\"sweep-jaeger\"", Uri.UnescapeDataString(Assert.Single(links)), StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Everywhere(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Everywhere(property.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Everywhere).Prepend(element),
        _ => [element],
    };
}
