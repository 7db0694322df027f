using System.Text.Json.Serialization;

namespace Sweep.Web.Api;

/// <summary>Stands for a spec in the description of the API: docs/sweep-spec.schema.json says what is in one.</summary>
internal sealed record SpecBody
{
    [JsonExtensionData]
    public IDictionary<string, object>? Members { get; init; }
}
