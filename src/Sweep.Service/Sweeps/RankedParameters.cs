using Sweep.Core.Analysis;
using Sweep.Core.Naming;
using Sweep.Core.Texts;

namespace Sweep.Service.Sweeps;

/// <summary>Parameters whose values a table ranks.</summary>
public static class RankedParameters
{
    /// <summary>What is wrong with one; null where nothing is.</summary>
    /// <param name="place">Where it was written.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="ranking">Of its sweep.</param>
    public static Problem? Check(string place, string name, Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(ranking);
        return ranking.Names.Contains(name)
            ? null
            : new Problem(
                place, name.Length == 0 ? "\"\"" : name, "is no parameter of this sweep",
                $"{Suggestions.Question(name, ranking.Names)}the parameters are {string.Join(", ", ranking.Names)}");
    }

    /// <summary>Why the values of a parameter cannot be tested for being different; null where they can.</summary>
    /// <inheritdoc cref="Check"/>
    public static Problem? CheckComparison(string place, string name, Ranking ranking)
    {
        ArgumentNullException.ThrowIfNull(ranking);
        if (!ranking.HasTarget)
            return new Problem(place, "", "compares how fast runs reach the target, and this sweep has none", "set target in the spec");
        return !ranking.CanCompare(name)
            ? new Problem(place, name, "only makes a trial longer: its values are one run seen several times", "compare the values of another parameter")
            : null;
    }
}
