using System.Runtime.InteropServices;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Service.Reports;

namespace Sweep.Web.Charts;

/// <summary>Any two parameters against each other, a heat map a pattern.</summary>
public static class HeatMaps
{
    /// <summary>Most values of a parameter that are told apart; of more, as many, evenly spread.</summary>
    public const int MostValues = 40;

    private const int Shades = 9;

    /// <param name="settings">Gathered by the resource if it is one of the two.</param>
    /// <param name="ranking">The order of values, and the objective.</param>
    /// <param name="x">The parameter across.</param>
    /// <param name="y">The parameter down.</param>
    /// <param name="facet">The parameter with a map a value; null for one map.</param>
    /// <param name="shown">What cells show.</param>
    public static IReadOnlyList<HeatMap> Of(
        IReadOnlyList<SettingRuns> settings, Ranking ranking, string x, string y, string? facet, HeatValue shown)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(ranking);
        if (settings.Count == 0)
            return [];
        var columns = Values(settings, ranking, x);
        var rows = Values(settings, ranking, y);
        var cells = new Dictionary<(string Facet, ParameterValue X, ParameterValue Y), List<SettingRuns>>();
        foreach (var setting in settings)
        {
            var name = facet is null ? "" : setting.Point.ValueOf(facet).ToString();
            var (across, down) = (ranking.GroupOf(x, setting.Point.ValueOf(x)), ranking.GroupOf(y, setting.Point.ValueOf(y)));
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, (name, across, down), out _);
            (cell ??= []).Add(setting);
        }

        var drawn = cells.ToDictionary(cell => cell.Key, cell => CellOf(cell.Value, ranking, shown));
        var scale = Scale(drawn.Values.Select(cell => cell.Value), shown == HeatValue.Share);
        var isLessBetter = shown == HeatValue.Median || (shown == HeatValue.Best && ranking.Objective.Goal == Core.Trainers.Goal.Minimize);
        HeatCell? Shaded(string name, ParameterValue across, ParameterValue down) => drawn.TryGetValue((name, across, down), out var cell)
            ? cell with { Shade = double.IsFinite(cell.Value) ? ShadeOf(scale(cell.Value), isLessBetter) : -1 }
            : null;

        var facets = facet is null ? [""] : Values(settings, ranking, facet).Select(value => value.ToString());
        return
        [
            .. facets.Select(name => new HeatMap(
                name,
                [.. columns.Select(value => ranking.NameOf(x, value))],
                [.. rows.Select(down => (ranking.NameOf(y, down), (IReadOnlyList<HeatCell?>)[.. columns.Select(across => Shaded(name, across, down))]))])),
        ];
    }

    private static HeatCell CellOf(List<SettingRuns> settings, Ranking ranking, HeatValue shown)
    {
        Observation[] runs = [.. settings.SelectMany(setting => setting.Runs.ToArray())];
        var reached = runs.Count(run => run.Reached);
        var value = shown switch
        {
            HeatValue.Median => KaplanMeier.Median(runs) ?? double.NaN,
            HeatValue.Share => (double)reached / runs.Length,
            _ => settings.Aggregate(ranking.Objective.Worst, (best, setting) => ranking.Objective.Best(best, setting.BestValue)),
        };
        return new(runs.Length, reached, value, -1);
    }

    private static ParameterValue[] Values(IReadOnlyList<SettingRuns> settings, Ranking ranking, string name)
    {
        var order = Comparer<ParameterValue>.Create((one, other) => ranking.Compare(name, one, other));
        var all = settings.Select(setting => ranking.GroupOf(name, setting.Point.ValueOf(name))).Distinct().Order(order).ToArray();
        return [.. Spread.Over(all.Length, MostValues).Select(place => all[place])];
    }

    private static Func<double, double> Scale(IEnumerable<double> values, bool isShare)
    {
        if (isShare)
            return value => value;
        var finite = values.Where(double.IsFinite).ToArray();
        var isLog = HistoryChart.IsSpread(finite);
        double Place(double value) => isLog ? Math.Log(value) : value;
        var (least, most) = finite.Length == 0 ? (0, 0) : (Place(finite.Min()), Place(finite.Max()));
        return value => most > least ? (Place(value) - least) / (most - least) : 1;
    }

    private static int ShadeOf(double place, bool isLessBetter) => Math.Clamp((int)((isLessBetter ? 1 - place : place) * Shades), 0, Shades - 1);
}
