namespace Sweep.Benchmarks.Tabled;

/// <summary>What a search over the table has found.</summary>
/// <param name="Iterations">All that it has trained.</param>
/// <param name="Best">The least loss of its whole trials, the mean over the replicates of a point.</param>
/// <param name="ToTarget">Iterations until a point met the target, at its end or at a rung; null where none did.</param>
/// <param name="Busy">Of the workers' time until its end, what they were at work.</param>
internal sealed record SearchCourse(long Iterations, double Best, long? ToTarget, double Busy);
