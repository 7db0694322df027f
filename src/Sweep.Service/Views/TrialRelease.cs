using System.Text.Json.Serialization;

namespace Sweep.Service.Views;

/// <summary>Which claim a client gives back.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TrialRelease
{
    /// <summary>Of the claim.</summary>
    public string? Token { get; init; }
}
