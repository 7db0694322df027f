using System.Collections.Immutable;
using System.Globalization;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Takes over results of other sweeps for a search to begin with: of points that its own space has, with values of all of its objectives. Replicates of a
/// point are one result, their mean, however many they were.
/// </summary>
/// <param name="spec">Of the search.</param>
public sealed class HistoryBuilder(SweepSpec spec)
{
    private readonly SpaceRules _rules = spec.Rules();
    private readonly ImmutableArray<string> _names = [.. spec.Parameters.Select(parameter => parameter.Name)];
    private readonly List<HistorySource> _sources = [];
    private readonly List<EarlierResult> _results = [];

    /// <summary>Takes what fits of a sweep that has ended.</summary>
    /// <param name="sweep">Its id.</param>
    /// <param name="source">Its space, which knows the points of these trials.</param>
    /// <param name="outcomes">Its finished trials by number, with the values of its <see cref="SweepSpec.ReportedObjectives"/>.</param>
    /// <returns>Why nothing of it was taken, as the rest of a sentence whose subject is the sweep; null where something was.</returns>
    public string? Add(Guid sweep, SearchSpace source, IReadOnlyList<SearchOutcome> outcomes)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(outcomes);
        var reported = source.Spec.ReportedObjectives;
        if (spec.ReportedObjectives.FirstOrDefault(objective => !reported.Contains(objective)) is { } missing)
            return $"has no values of {Shown(missing)}: its {(reported.Length == 1 ? "objective is" : "objectives are")} {string.Join(", ", reported.Select(Shown))}";
        List<EarlierResult> taken = [];
        var (outside, unfinished, finite) = (0, 0, 0);
        string? why = null;
        foreach (var point in outcomes.GroupBy(outcome => outcome.Number / source.Spec.Replicates))
        {
            SearchOutcome[] trials = [.. point];
            var first = point.Key * source.Spec.Replicates;
            if (trials.Length != source.Spec.Replicates || !source.Knows(first))
            {
                unfinished++;
            }
            else if (PointFit.Of(_rules, source.TrialAt(first).Point, out var reason) is { } values)
            {
                taken.Add(ResultOf(sweep, first, values, reported, trials));
                finite += taken[^1].Objectives.All(double.IsFinite) ? 1 : 0;
            }
            else
            {
                outside++;
                why ??= string.Create(CultureInfo.InvariantCulture, $"trial {first} {reason}");
            }
        }

        if (finite == 0)
            return WhyNothing(taken.Count, outside, unfinished, why);
        _results.AddRange(taken);
        _sources.Add(new HistorySource(sweep, taken.Count, outside, unfinished));
        return null;
    }

    /// <summary>All that was taken.</summary>
    public GatheredHistory ToHistory() => new(new HistorySpec(EarlierResults.HashOf(EarlierResults.Read(spec, _results)), [.. _sources]), [.. _results]);

    private EarlierResult ResultOf(Guid sweep, long number, ParameterValue[] values, ImmutableArray<Objective> reported, SearchOutcome[] trials)
    {
        int[] active = [.. Enumerable.Range(0, values.Length).Where(k => !values[k].IsNone)];
        var point = new TrialPoint([.. active.Select(k => _names[k])], [.. active.Select(k => values[k])]);
        var outcome = PointOutcome.Of(spec.Objectives, reported, point, trials);

        // Databases keep no infinite value in JSON, and no minus before zero.
        return new EarlierResult(
            ParameterJson.TextOf(point), [.. outcome.Values.Select(value => double.IsFinite(value) ? value + 0.0 : double.NaN)], outcome.PrunedAt, sweep,
            number);
    }

    private static string WhyNothing(int taken, int outside, int unfinished, string? why)
    {
        string Of(int count, string one, string many) => count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count} {many}");
        var parts = new List<string>();
        if (outside > 0)
            parts.Add($"{Of(outside, "point is", "points are")} outside the space ({why})");
        if (taken > 0)
            parts.Add($"{Of(taken, "point that fits has", "points that fit have")} failed");
        if (unfinished > 0)
            parts.Add($"{Of(unfinished, "point is", "points are")} unfinished");
        return parts.Count == 0 ? "has no finished trial" : $"has no result that fits: {string.Join(", ", parts)}";
    }

    private static string Shown(Objective objective) => $"{objective.Metric} ({(objective.Goal == Goal.Minimize ? "minimize" : "maximize")})";
}
