using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Web.Charts;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>What of a sweep's page is chosen; all of it stands in its address.</summary>
/// <param name="Address">Of this view.</param>
/// <param name="By">The parameter of the convergence table.</param>
/// <param name="X">The parameter across heat maps.</param>
/// <param name="Y">The parameter down.</param>
/// <param name="Cell">What their cells show.</param>
/// <param name="Lines">The parameter that tells curves apart.</param>
/// <param name="Facet">The pattern of the curves; null where there is nothing to choose.</param>
/// <param name="Metric">The metric of the curves.</param>
public sealed record SweepChoice(Address Address, string By, string X, string Y, HeatValue Cell, string Lines, string? Facet, string Metric)
{
    public static Answer<SweepChoice> Read(Address address, SweepAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(analysis);
        var ranking = analysis.Ranking;
        List<Problem> problems = [];
        string Name(string key, string otherwise, IReadOnlyList<string> among)
        {
            var name = address[key] ?? otherwise;
            if (address[key] is not null && !among.Contains(name))
                problems.Add(new Problem(key, name, $"is none of {string.Join(", ", among)}", "choose one of them"));
            return name;
        }

        var varied = analysis.Varied.Count > 0 ? analysis.Varied : [ranking.By];
        var inMaps = varied.Where(name => name != analysis.Facet).ToArray();
        if (inMaps.Length == 0)
            inMaps = [.. varied];
        var lines = Name("lines", inMaps.FirstOrDefault(name => name != ranking.Resource) ?? inMaps[0], varied);
        var facets = analysis.Facet is { } facet && facet != lines ? analysis.ValuesOf(facet) : [];
        var cell = Name("cell", ranking.HasTarget ? "median" : "best", ["median", "share", "best"]);
        var choice = new SweepChoice(
            address,
            Name("by", ranking.By, [.. ranking.Names]),
            Name("x", inMaps[0], varied),
            Name("y", inMaps.Length > 1 ? inMaps[1] : varied.FirstOrDefault(name => name != inMaps[0]) ?? inMaps[0], varied),
            cell switch { "share" => HeatValue.Share, "best" => HeatValue.Best, _ => HeatValue.Median },
            lines,
            facets.Count == 0 ? null : Name("pattern", facets[0], facets),
            address["metric"] ?? ranking.Objective.Metric);
        return problems.Count > 0 ? new Refusal(RefusalKind.Invalid, problems) : choice;
    }
}
