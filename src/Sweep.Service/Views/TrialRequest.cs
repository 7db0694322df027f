using System.Text.Json.Serialization;

namespace Sweep.Service.Views;

/// <summary>Who asks for a trial.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TrialRequest
{
    /// <summary>1 to 100 letters, digits and <c>. _ - : @</c>.</summary>
    public string? ClientId { get; init; }
}
