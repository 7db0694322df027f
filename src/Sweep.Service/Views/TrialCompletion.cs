using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Service.Views;

/// <summary>What a claimed trial has come to.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TrialCompletion
{
    /// <summary>Of the claim.</summary>
    public string? Token { get; init; }

    /// <summary><c>completed</c>, which it is where nothing is said, or <c>failed</c>.</summary>
    public string? State { get; init; }

    /// <summary>The whole curve: objects such as <c>{"step":10,"loss":0.4}</c>, in order of step, and perhaps <c>{"stop":"diverged"}</c> at the end.</summary>
    public IReadOnlyList<JsonElement>? Points { get; init; }

    /// <summary>Why it has failed; of a failed trial alone.</summary>
    public string? Error { get; init; }

    /// <summary>CPU seconds in training; 0 where it is not said.</summary>
    public double? TrainSeconds { get; init; }
}
