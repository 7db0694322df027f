namespace Sweep.Core.Analysis;

/// <summary>How one value of a parameter did: a line of <c>sweep top</c>.</summary>
/// <param name="By">The parameter by which trials are grouped.</param>
/// <param name="Group">Its value: <c>circle</c>, <c>0.001</c>, <c>500</c>; of a range a part of it: <c>0.001 – 0.01</c>.</param>
/// <param name="Trials">Runs that count (see <see cref="LongestRuns"/>).</param>
/// <param name="Reached">Of them, how many reached the target.</param>
/// <param name="Share"><paramref name="Reached"/> ÷ <paramref name="Trials"/>.</param>
/// <param name="MedianIterations">Kaplan–Meier median of iterations to the target; null if not reached.</param>
/// <param name="BestIterations">Fewest iterations to the target of any run; null if none reached it.</param>
/// <param name="Best">The setting of all other parameters that did best in this group.</param>
public sealed record ConvergenceRow(
    string By,
    string Group,
    long Trials,
    long Reached,
    double Share,
    int? MedianIterations,
    int? BestIterations,
    BestSetting Best)
{
    /// <summary>The part of a range that the row is of; null where it is of one value.</summary>
    public ValueBin? Bin { get; init; }
}
