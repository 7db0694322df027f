namespace Sweep.SystemTests.Dashboards.Boards;

/// <summary>One query.</summary>
/// <param name="Dashboard">Title.</param>
/// <param name="Place">Panel and letter, or variable.</param>
/// <param name="Kind">Of the data source.</param>
/// <param name="Text">As it stands in the file, with Grafana's variables.</param>
/// <param name="Legend">What a line is called, with labels in double braces; empty where there is none.</param>
internal sealed record DashboardQuery(string Dashboard, string Place, string Kind, string Text, string Legend)
{
    /// <summary>With what Grafana puts in place of its variables.</summary>
    /// <exception cref="InvalidDataException">It has a variable that nothing is known of.</exception>
    public string Filled(string sweep)
    {
        var text = Text
            .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
            .Replace("$__range", "5m", StringComparison.Ordinal)
            .Replace("$sweep", sweep, StringComparison.Ordinal);
        return text.Contains('$', StringComparison.Ordinal) ? throw new InvalidDataException($"{Dashboard}, {Place}: what is put in place of $ in {text}") : text;
    }
}
