using System.Text.Json;

namespace Sweep.SystemTests.Dashboards.Boards;

/// <summary>A dashboard's file.</summary>
internal sealed record Dashboard(string Uid, string Title, JsonElement Json)
{
    /// <summary>The kind of data source that is asked in PromQL.</summary>
    public const string Prometheus = "prometheus";

    /// <summary>The kind of data source that is asked in SQL.</summary>
    public const string Postgres = "grafana-postgresql-datasource";

    public IEnumerable<JsonElement> Panels => Json.GetProperty("panels").EnumerateArray();

    /// <summary>Every query of every panel, and of every variable.</summary>
    public IEnumerable<DashboardQuery> Queries =>
    [
        .. from panel in Panels
           from target in panel.GetProperty("targets").EnumerateArray()
           let kind = target.GetProperty("datasource").GetProperty("type").GetString()!
           select new DashboardQuery(Title, $"{Text(panel, "title")} {Text(target, "refId")}", kind, Text(target, kind == Prometheus ? "expr" : "rawSql"), kind == Prometheus ? Text(target, "legendFormat") : ""),
        .. from variable in Json.GetProperty("templating").GetProperty("list").EnumerateArray()
           select new DashboardQuery(Title, $"variable {Text(variable, "name")}", Text(variable.GetProperty("datasource"), "type"), Text(variable, "query"), ""),
    ];

    public static Dashboard Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var json = document.RootElement.Clone();
        return new Dashboard(Text(json, "uid"), Text(json, "title"), json);
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
