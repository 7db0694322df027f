using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Charts;

/// <summary>What pages say of all trials of a sweep. Each part is made once for a table, whoever asks.</summary>
public sealed class SweepAnalysis
{
    private static readonly ConditionalWeakTable<TrialTable, SweepAnalysis> Known = [];
    private static readonly ConditionalWeakTable<TrialTable, SweepAnalysis> KnownWithPruned = [];

    private readonly ConcurrentDictionary<string, object> _made = [];
    private readonly SweepSpec _spec;
    private readonly bool _includePruned;

    private SweepAnalysis(SweepRecord sweep, TrialTable table, bool includePruned)
    {
        (Table, Ranking, _spec, _includePruned) = (table, new Ranking(sweep.Spec), sweep.Spec, includePruned);
        Varied = [.. Ranking.Names.Where(name => sweep.Spec.Find(name) is { IsVaried: true })];
        Facet = sweep.Spec.Trainer.IsPerceptron && Varied.Contains(PerceptronParameters.Pattern) ? PerceptronParameters.Pattern : null;
    }

    public TrialTable Table { get; }

    public Ranking Ranking { get; }

    /// <summary>The parameters with two values or more, in the order of tables.</summary>
    public IReadOnlyList<string> Varied { get; }

    /// <summary>The parameter whose values are told apart in maps and curves: the pattern, where there are several.</summary>
    public string? Facet { get; }

    /// <summary>Pruned trials that are not counted.</summary>
    public long PrunedLeftOut => _includePruned ? 0 : Table.Pruned;

    /// <param name="sweep">The sweep.</param>
    /// <param name="table">Its trials.</param>
    /// <param name="includePruned">Whether pruned trials count too where trials are ranked and compared.</param>
    public static SweepAnalysis Of(SweepRecord sweep, TrialTable table, bool includePruned = false)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(table);
        return (includePruned ? KnownWithPruned : Known)
            .GetValue(table, new ConditionalWeakTable<TrialTable, SweepAnalysis>.CreateValueCallback(one => new(sweep, one, includePruned)));
    }

    /// <summary>The convergence table with the curve of each of its lines.</summary>
    public IReadOnlyList<ConvergenceLine> Convergence(string by) => Once($"convergence {by}", () =>
    {
        var settings = Settings(by == Ranking.Resource);
        var curves = settings
            .GroupBy(setting => Ranking.NameOf(by, setting.Point.ValueOf(by)), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => SurvivalCurve.Of([.. group.SelectMany(setting => setting.Runs.ToArray())]), StringComparer.Ordinal);
        return (IReadOnlyList<ConvergenceLine>)[.. ConvergenceTable.Build(settings, by, Ranking).Select(row => new ConvergenceLine(row, curves[row.Group]))];
    });

    /// <summary>All runs that count: of trials that differ only in the resource the longest.</summary>
    public Observation[] Runs() => Once("runs", () => Settings(byResource: false).SelectMany(setting => setting.Runs.ToArray()).ToArray());

    /// <summary>The best value of the objective among the trials that count; not finite where there is none.</summary>
    public double Best() => Runs().Length == 0
        ? Ranking.Objective.Worst
        : Settings(byResource: false).Select(setting => setting.BestValue).Aggregate(Ranking.Objective.Best);

    /// <summary>All runs as one.</summary>
    public SurvivalCurve Overall() => Once("overall", () => SurvivalCurve.Of(Runs()));

    public IReadOnlyList<HeatMap> HeatMaps(string x, string y, HeatValue shown) => Once($"heat {x} {y} {shown}", () =>
        Charts.HeatMaps.Of(Settings(Ranking.Resource is { } resource && (x == resource || y == resource)), Ranking, x, y,
            Facet == x || Facet == y ? null : Facet, shown));

    public ImportanceTable Importance() => Once("importance", () => SweepImportance.Find(_spec, Table, _includePruned));

    public IReadOnlyList<HistoryPoint> Improvements() => Once("improvements", () => HistoryChart.Improvements(Table, Ranking.Objective));

    public Chart History() => Once("history", () => HistoryChart.Of(Table, Ranking.Objective, Improvements()));

    public Chart Parallel() => Once("parallel", () => ParallelChart.Of(Table, ParallelChart.Choose(Table, Ranking.Objective), Ranking, Varied));

    /// <summary>The trials that no other is better than.</summary>
    /// <param name="sweep">The sweep as it is now.</param>
    /// <param name="axes">What they are weighed by, each of <see cref="FrontAxes.OfTables"/>.</param>
    public SweepFront Front(SweepRecord sweep, IReadOnlyList<FrontAxis> axes)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(axes);
        return Once(KeyOf("front", axes), () => FrontReader.Read(sweep, Table, axes, _includePruned)) with { State = sweep.State };
    }

    /// <inheritdoc cref="Front"/>
    public Chart FrontPicture(SweepRecord sweep, IReadOnlyList<FrontAxis> axes) =>
        Once(KeyOf("front picture", axes), () => FrontChart.Of(Table, Front(sweep, axes), axes));

    public Timeline Timeline() => Once("timeline", () => Charts.Timeline.Of(Table));

    /// <summary>The settings that are drawn as curves: the best for each value of a parameter, in the order of its values.</summary>
    /// <param name="by">The parameter.</param>
    /// <param name="facet">Of trials with this value of <see cref="Facet"/> alone; null for all.</param>
    public IReadOnlyList<BestSetting> BestSettings(string by, string? facet) => Once($"best {by} {facet}", () =>
    {
        var among = facet is null || Facet is null
            ? Settings(by == Ranking.Resource)
            : [.. Settings(by == Ranking.Resource).Where(one => one.Point.ValueOf(Facet).ToString() == facet)];
        var best = ConvergenceTable.Build(among, by, Ranking).Take(ChartParts.MostLines).Select(row => row.Best);
        return (IReadOnlyList<BestSetting>)[.. best.OrderBy(one => one.Point, Comparer<TrialPoint>.Create((one, other) => Ranking.Compare(one, other, by)))];
    });

    /// <summary>The values of a parameter that finished trials have, in order.</summary>
    public IReadOnlyList<string> ValuesOf(string name) => Once($"values {name}", () =>
        (IReadOnlyList<string>)[.. Table.Points
            .DistinctBy(point => point.ValueOf(name))
            .Order(Comparer<TrialPoint>.Create((one, other) => Ranking.Compare(one, other, name)))
            .Select(point => point.ValueOf(name).ToString())]);

    private IReadOnlyList<SettingRuns> Settings(bool byResource) => Once($"settings {byResource}", () =>
        SettingRuns.Of(Table.Outcomes(_spec.Replicates, _includePruned), byResource ? Ranking.Resource! : "", Ranking));

    private static string KeyOf(string what, IEnumerable<FrontAxis> axes) => $"{what} {string.Join(' ', axes.Select(axis => $"{axis.Name}:{axis.Goal}"))}";

    private T Once<T>(string key, Func<T> make)
        where T : class => ((Lazy<T>)_made.GetOrAdd(key, _ => new Lazy<T>(make))).Value;
}
