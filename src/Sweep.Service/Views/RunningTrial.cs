using System.Text.Json.Serialization;
using Sweep.Grains.Contracts;

namespace Sweep.Service.Views;

/// <summary>A trial in training now.</summary>
public sealed record RunningTrial(long Number, int Attempt, int Iteration, int Iterations)
{
    /// <summary>The sweep's objective after the last step; null before the first, and where nobody asked for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Objective { get; init; }

    internal static RunningTrial Of(TrialProgress trial) => new(trial.Number, trial.Attempt, trial.Iteration, trial.Iterations);
}
