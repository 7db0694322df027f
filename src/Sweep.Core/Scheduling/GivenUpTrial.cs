namespace Sweep.Core.Scheduling;

/// <summary>A trial that gets a failed row without having run to its end; <c>resume --retry-failed</c> deletes it, with the lost attempts.</summary>
/// <param name="Attempt">1-based.</param>
/// <param name="Error">Why, and what helps.</param>
public readonly record struct GivenUpTrial(long Number, int Attempt, string Error);
