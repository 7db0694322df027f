using Sweep.Core.Specs;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
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
    /// <summary>The key of what the front is weighed by first.</summary>
    public const string FrontAcross = "front_x";

    /// <summary>The key of what it is weighed by beside that.</summary>
    public const string FrontDown = "front_y";

    /// <summary>The two things that the front is of.</summary>
    public required IReadOnlyList<FrontAxis> Front { get; init; }

    public static Answer<SweepChoice> Read(Address address, SweepSpec spec, SweepAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(spec);
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
        var known = FrontAxes.OfTables(spec);
        var usual = FrontAxes.Usual(spec);
        string[] weighed = [.. known.Select(axis => axis.Name)];
        var across = Name(FrontAcross, usual[0].Name, weighed);
        var down = Name(FrontDown, usual.Select(axis => axis.Name).Concat(weighed).First(name => name != across), weighed);
        if (across == down)
            problems.Add(new Problem(FrontDown, down, "is named twice", "weigh trials by two different things"));
        FrontAxis AxisOf(string name) => known.FirstOrDefault(axis => axis.Name == name) ?? usual[0];
        var choice = new SweepChoice(
            address,
            Name("by", ranking.By, [.. ranking.Names]),
            Name("x", inMaps[0], varied),
            Name("y", inMaps.Length > 1 ? inMaps[1] : varied.FirstOrDefault(name => name != inMaps[0]) ?? inMaps[0], varied),
            cell switch { "share" => HeatValue.Share, "best" => HeatValue.Best, _ => HeatValue.Median },
            lines,
            facets.Count == 0 ? null : Name("pattern", facets[0], facets),
            address["metric"] ?? ranking.Objective.Metric)
        {
            Front = [AxisOf(across), AxisOf(down)],
        };
        return problems.Count > 0 ? new Refusal(RefusalKind.Invalid, problems) : choice;
    }
}
