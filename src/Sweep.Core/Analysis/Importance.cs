using System.Runtime.InteropServices;
using Sweep.Core.Spaces;

namespace Sweep.Core.Analysis;

/// <summary>
/// Which parameters matter: for each, the share of the objective's variance that lies between its values, the sum of squares between groups ÷ the
/// whole of a one-way analysis of variance, called correlation ratio η². R. A. Fisher: Statistical Methods for Research Workers (1925), chapters VII
/// and VIII; K. Pearson: On the general theory of skew correlation and non-linear regression (1905).
/// </summary>
/// <remarks>
/// What parameters do only together is in no share, so on a balanced grid the shares sum to at most 1. A parameter with a value of its own for every
/// trial would explain everything: of a range the values of one part are taken as one.
/// </remarks>
public static class Importance
{
    /// <summary>One share a parameter that has two values or more among the trials, greatest first, equals in the order of the names.</summary>
    /// <param name="points">The trials, in an order that is always the same: sums are taken in it.</param>
    /// <param name="values">One a trial; trials whose value is not finite are left out.</param>
    /// <param name="names">The parameters to look at.</param>
    /// <param name="ranking">Of their sweep: of a range the values of one part are one; null where all values are listed.</param>
    /// <exception cref="ArgumentException">There are not as many values as trials.</exception>
    public static IReadOnlyList<ParameterImportance> Of(
        IReadOnlyList<TrialPoint> points, ReadOnlySpan<double> values, IReadOnlyCollection<string> names, Ranking? ranking = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(names);
        if (points.Count != values.Length)
            throw new ArgumentException($"{values.Length} values are not those of {points.Count} trials.", nameof(values));
        var mean = MeanOf(values);
        var all = 0.0;
        foreach (var value in values)
            all += double.IsFinite(value) ? (value - mean) * (value - mean) : 0;
        List<ParameterImportance> shares = [];
        foreach (var name in names)
        {
            var (between, levels) = Between(points, values, name, mean, ranking);
            if (levels > 1)
                shares.Add(new(name, levels, all > 0 && double.IsFinite(all) ? Math.Clamp(between / all, 0, 1) : 0));
        }

        return [.. shares.OrderByDescending(share => share.Share)];
    }

    private static (double Sum, int Levels) Between(IReadOnlyList<TrialPoint> points, ReadOnlySpan<double> values, string name, double mean, Ranking? ranking)
    {
        Dictionary<ParameterValue, int> places = [];
        List<(long Count, double Sum)> groups = [];
        for (var row = 0; row < values.Length; row++)
        {
            if (!double.IsFinite(values[row]) || points[row].Find(name) is not { } level)
                continue;
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, ranking?.GroupOf(name, level) ?? level, out var isKnown);
            if (!isKnown)
            {
                place = groups.Count;
                groups.Add(default);
            }

            groups[place] = (groups[place].Count + 1, groups[place].Sum + (values[row] - mean));
        }

        // Deviations from the common mean are summed, so that large values do not eat small differences.
        var between = 0.0;
        foreach (var (count, sum) in groups)
            between += sum * sum / count;
        return (between, groups.Count);
    }

    private static double MeanOf(ReadOnlySpan<double> values)
    {
        var (count, mean) = (0L, 0.0);
        foreach (var value in values)
        {
            if (double.IsFinite(value))
                mean += (value - mean) / ++count;
        }

        return mean;
    }
}
