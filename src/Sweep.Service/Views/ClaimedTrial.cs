using System.Text.Json;

namespace Sweep.Service.Views;

/// <summary>A trial that is a client's to train.</summary>
/// <param name="Token">To be shown with all that is said of the trial.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="ExpiresAt">Until when something must be said of it, or it is another's.</param>
/// <param name="Parameters">An object of values with their types.</param>
/// <param name="Replicate">0-based.</param>
/// <param name="Steps">How many steps to train; null where the trainer has no resource.</param>
/// <param name="Metric">The objective, which has to be among what is reported.</param>
public sealed record ClaimedTrial(
    long Number, string Token, int Attempt, DateTimeOffset ExpiresAt, JsonElement Parameters, uint Replicate, uint DataSeed, uint InitSeed, int? Steps,
    string Metric)
{
    /// <summary>
    /// The span <c>trial.run</c> of the attempt (W3C), within which its client makes those of its own; null where no trace is kept.
    /// </summary>
    public string? Traceparent { get; init; }
}
