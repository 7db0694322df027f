using System.Globalization;
using Sweep.Core.Analysis;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Charts;

/// <summary>Two sweeps or more side by side.</summary>
/// <param name="By">The parameter whose values are compared; null where they have none in common.</param>
/// <param name="Names">The parameters that all of them have.</param>
/// <param name="Sweeps">In the order in which they were named.</param>
/// <param name="HasTarget">Whether all of them have a target.</param>
/// <param name="Test">
/// Whether the sweeps as wholes are really different, each a group by its id; null where they have not the same objective and target, or fewer than two have
/// runs.
/// </param>
public sealed record SweepComparison(
    string? By, IReadOnlyList<string> Names, IReadOnlyList<ComparedSweep> Sweeps, bool HasTarget, GroupComparison? Test)
{
    private const int Most = 8;

    /// <summary>What is wrong with a choice of sweeps; null where nothing is.</summary>
    /// <param name="place">Where they are named.</param>
    /// <param name="ids">Their names.</param>
    /// <param name="count">How many sweeps these are.</param>
    /// <param name="remedy">Where to choose others.</param>
    public static Problem? Check(string place, IEnumerable<string> ids, int count, string remedy) => count is >= 2 and <= Most
        ? null
        : new Problem(place, string.Join(',', ids), string.Create(CultureInfo.InvariantCulture, $"must be 2 to {Most} sweeps"), remedy);

    /// <param name="sweeps">Each once.</param>
    /// <param name="by">The parameter; null for the first sweep's own where all have it, else the first in common.</param>
    /// <param name="includePruned">Whether pruned trials count too.</param>
    /// <param name="results">Gives their trials.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Answer<SweepComparison>> ReadAsync(
        IReadOnlyList<SweepRecord> sweeps, string? by, bool includePruned, IResultService results, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        ArgumentNullException.ThrowIfNull(results);
        var tables = await Task.WhenAll(sweeps.Select(sweep => results.TableAsync(sweep, cancellation)));
        List<(SweepRecord Sweep, SweepAnalysis Analysis)> found =
            [.. sweeps.Zip(tables, (sweep, table) => (sweep, SweepAnalysis.Of(sweep, table, includePruned)))];
        var first = found[0].Analysis.Ranking;
        string[] names = [.. first.Names.Where(name => found.All(one => one.Analysis.Ranking.Names.Contains(name)))];
        by ??= names.Contains(first.By) ? first.By : names.FirstOrDefault();
        if (by is not null && !names.Contains(by))
        {
            return new Refusal(RefusalKind.Invalid, new Problem(
                "by", by.Length == 0 ? "\"\"" : by, "is no parameter of all of them",
                names.Length == 0 ? "leave it out: they have none in common" : $"choose one of {string.Join(", ", names)}"));
        }

        await Task.Run(() => Parallel.Invoke([.. found.SelectMany(one => PartsOf(one.Analysis, by))]), cancellation);
        return new SweepComparison(
            by, names, [.. found.Select(one => Compared(one.Sweep, one.Analysis, by))], found.TrueForAll(one => one.Analysis.Ranking.HasTarget),
            TestOf(found));
    }

    /// <summary>What takes long, on all cores: it is kept, and found where it is asked for.</summary>
    private static IEnumerable<Action> PartsOf(SweepAnalysis analysis, string? by)
    {
        yield return () => analysis.Overall();
        if (by is not null)
            yield return () => analysis.Convergence(by);
    }

    private static GroupComparison? TestOf(List<(SweepRecord Sweep, SweepAnalysis Analysis)> sweeps)
    {
        var first = sweeps[0].Sweep.Spec;
        if (first.Target is null || sweeps.Exists(one => one.Sweep.Spec.Objective != first.Objective || one.Sweep.Spec.Target != first.Target))
            return null;
        (string, Observation[])[] groups = [.. sweeps.Select(one => (one.Sweep.Id.ToString("d"), one.Analysis.Runs())).Where(group => group.Item2.Length > 0)];
        return groups.Length < 2 ? null : GroupComparison.Of(groups);
    }

    private static ComparedSweep Compared(SweepRecord sweep, SweepAnalysis analysis, string? by) =>
        new(sweep, by is null ? [] : analysis.Convergence(by), analysis.Overall(), analysis.Table)
        {
            Best = analysis.Best(),
            PrunedLeftOut = analysis.PrunedLeftOut,
            Runs = analysis.Runs().Length,
            Reached = analysis.Runs().Count(run => run.Reached),
        };
}
