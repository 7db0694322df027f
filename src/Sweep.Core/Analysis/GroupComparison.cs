using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>Whether groups of runs, such as those of the patterns, are really different in how fast they reach the target, and by how much.</summary>
/// <param name="Horizon">Steps up to which the curves of all groups are known: what the means are restricted to.</param>
/// <param name="Groups">In the order in which they were given.</param>
/// <param name="ChiSquare">Of the log-rank test of all groups, stratified by replicate.</param>
/// <param name="Degrees">Its degrees of freedom; 0 where the runs tell no groups apart.</param>
/// <param name="PValue">The probability of so great a χ² by chance.</param>
/// <param name="Pairs">Every two groups, likewise stratified.</param>
public sealed record GroupComparison(
    int Horizon, IReadOnlyList<ComparedGroup> Groups, double ChiSquare, int Degrees, double PValue, IReadOnlyList<ComparedPair> Pairs)
{
    /// <summary>Groups beyond <see cref="MostGroups"/>, which are not compared.</summary>
    public int GroupsLeftOut { get; init; }

    /// <summary>Most groups that are compared: their pairs grow with the square.</summary>
    public const int MostGroups = 40;

    /// <summary>Compares the values of a parameter, in the order of a table, the first of it where there are more than are compared.</summary>
    /// <param name="settings">The runs.</param>
    /// <param name="rows">The table of them.</param>
    /// <param name="ranking">What the table is made by: of a range its parts are compared.</param>
    public static GroupComparison Of(IEnumerable<SettingRuns> settings, IReadOnlyList<ConvergenceRow> rows, Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(ranking);
        ParameterValue GroupOf(TrialPoint point) => ranking.GroupOf(rows[0].By, point.ValueOf(rows[0].By));
        var runs = new Dictionary<ParameterValue, List<Observation>>();
        foreach (var row in rows.Take(MostGroups))
            runs[GroupOf(row.Best.Point)] = [];
        foreach (var setting in settings)
        {
            if (runs.TryGetValue(GroupOf(setting.Point), out var own))
                own.AddRange(setting.Runs.Span);
        }

        return Of([.. rows.Take(MostGroups).Select(row => (row.Group, runs[GroupOf(row.Best.Point)].ToArray()))]) with
        {
            GroupsLeftOut = Math.Max(0, rows.Count - MostGroups),
        };
    }

    /// <param name="groups">At most <see cref="MostGroups"/>, each with a run or more, in any order.</param>
    /// <exception cref="ArgumentException">They are more.</exception>
    public static GroupComparison Of(IReadOnlyList<(string Name, Observation[] Runs)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count > MostGroups)
            throw new ArgumentException(FormattableString.Invariant($"{groups.Count} groups are too many: at most {MostGroups} are compared."), nameof(groups));
        var horizon = RestrictedMean.Horizon(groups.Select(group => group.Runs));
        var all = LogRankTest.Of([.. groups.Select(group => group.Runs)]);
        ComparedGroup[] compared = [.. groups.Select((group, place) => GroupOf(group.Name, group.Runs, all.Expected[place], horizon))];
        return new(horizon, compared, all.ChiSquare, all.Degrees, all.PValue, PairsOf(groups, compared));
    }

    private static ComparedGroup GroupOf(string name, Observation[] runs, double expected, int horizon)
    {
        var curve = SurvivalCurve.Of(runs);
        return new(
            name, runs.Length, runs.LongCount(run => run.Reached), expected, curve.Median, curve.MedianLow, curve.MedianHigh, RestrictedMean.Of(runs, horizon));
    }

    private static ComparedPair[] PairsOf(IReadOnlyList<(string Name, Observation[] Runs)> groups, ComparedGroup[] compared)
    {
        List<(int One, int Other, LogRankTest Test)> pairs = [];
        for (var one = 0; one < groups.Count; one++)
        {
            for (var other = one + 1; other < groups.Count; other++)
                pairs.Add((one, other, LogRankTest.Of([groups[one].Runs, groups[other].Runs])));
        }

        var corrected = HolmCorrection.Of([.. pairs.Select(pair => pair.Test.PValue)]);
        return [.. pairs.Select((pair, place) => new ComparedPair(
            compared[pair.One].Name, compared[pair.Other].Name, pair.Test.ChiSquare, pair.Test.PValue, corrected[place],
            compared[pair.Other].RestrictedMean.Value - compared[pair.One].RestrictedMean.Value))];
    }
}
