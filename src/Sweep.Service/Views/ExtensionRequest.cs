using System.Text.Json;
using System.Text.Json.Serialization;
using Sweep.Core.Specs;

namespace Sweep.Service.Views;

/// <summary>What a sweep is to have besides, as the API takes it. A value is a number, a truth value or a text; texts are read as a spec's words are.</summary>
/// <param name="Iterations">Values that are added to the resource of its trainer, whatever its name.</param>
/// <param name="Trials">How many trials its sampler, or the budget of a grid, is to plan.</param>
/// <param name="Add">Values that are added to parameters, by name.</param>
public sealed record ExtensionRequest(
    IReadOnlyList<JsonElement>? Iterations, long? Trials, IReadOnlyDictionary<string, IReadOnlyList<JsonElement>>? Add)
{
    /// <summary>False where something in a list is no value, or there is no list.</summary>
    [JsonIgnore]
    public bool HasValuesAlone => (Add?.Values ?? []).Append(Iterations ?? []).All(values => values?.All(value =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) == true);

    public SweepExtension ToExtension() => new(
        TextsOf(Iterations ?? []),
        Trials,
        (Add ?? new Dictionary<string, IReadOnlyList<JsonElement>>()).ToDictionary(one => one.Key, one => TextsOf(one.Value)));

    internal static ExtensionRequest Of(SweepExtension extension) => new(
        ElementsOf(extension.Resource), extension.Trials, extension.Values.ToDictionary(one => one.Key, one => ElementsOf(one.Value)));

    private static IReadOnlyList<string> TextsOf(IReadOnlyList<JsonElement> values) =>
        [.. values.Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText())];

    private static IReadOnlyList<JsonElement> ElementsOf(IReadOnlyList<string> values) =>
        [.. values.Select(value => JsonSerializer.SerializeToElement(value, SweepJson.Default.String))];
}
