using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;

namespace Sweep.Storage.Trials;

/// <summary>A point as a JSON object: <c>{"pattern":"circle","learning_rate":0.001,…}</c>.</summary>
public static class ParametersJson
{
    public static JsonText Of(TrialPoint point) => new(ParameterJson.TextOf(point));

    /// <summary>The point that was written; of its numbers those without a fraction are whole.</summary>
    /// <exception cref="FormatException">It is no such object.</exception>
    public static TrialPoint Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var names = ImmutableArray.CreateBuilder<string>();
            var values = ImmutableArray.CreateBuilder<ParameterValue>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                names.Add(property.Name);
                values.Add(ParameterJson.ReadValue(property.Value, ParameterJson.KindOf(property.Value)));
            }

            return PerceptronPoint.Restored(new TrialPoint(names.ToImmutable(), values.ToImmutable()));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{text} is no JSON object of parameters.", wrong);
        }
    }
}
