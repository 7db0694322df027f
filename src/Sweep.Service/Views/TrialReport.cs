using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sweep.Service.Views;

/// <summary>How far a claimed trial is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TrialReport
{
    /// <summary>Of the claim.</summary>
    public string? Token { get; init; }

    /// <summary>Objects such as <c>{"step":10,"loss":0.4}</c>, in order of step; none to say no more than that the client is there.</summary>
    public IReadOnlyList<JsonElement>? Points { get; init; }
}
