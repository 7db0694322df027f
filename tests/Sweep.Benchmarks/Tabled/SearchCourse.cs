using System.Collections.Immutable;

namespace Sweep.Benchmarks.Tabled;

/// <summary>What a search over the table has found.</summary>
/// <param name="Iterations">All that it has trained.</param>
/// <param name="Best">The least loss of its whole trials, the mean over the replicates of a point.</param>
/// <param name="ToTarget">Iterations until a point met the target, at its end or at a rung; null where none did.</param>
/// <param name="Busy">Of the workers' time until its end, what they were at work.</param>
/// <param name="Bests">Each loss that was the least so far, and the iterations until then.</param>
internal sealed record SearchCourse(long Iterations, double Best, long? ToTarget, double Busy, ImmutableList<(long Iterations, double Loss)> Bests)
{
    public static SearchCourse Begun { get; } = new(0, double.PositiveInfinity, null, 0, []);

    /// <summary>A whole trial has come to this loss.</summary>
    public SearchCourse With(double loss) => loss < Best ? this with { Best = loss, Bests = Bests.Add((Iterations, loss)) } : this;

    /// <summary>The least loss for so much training; infinite where no trial was whole by then.</summary>
    public double BestAfter(double iterations) =>
        Bests.TakeWhile(best => best.Iterations <= iterations).Select(best => best.Loss).LastOrDefault(double.PositiveInfinity);
}
