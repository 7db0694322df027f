using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs;

/// <summary>Conditions and constraints in <see cref="CanonicalSpec"/>: in lists, whose order a database keeps.</summary>
internal static class CanonicalRules
{
    /// <summary>A member of a parameter; none where it has a value always.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<ParameterCondition> when)
    {
        if (when.IsEmpty)
            return;
        json.WriteStartArray("when");
        foreach (var condition in when)
        {
            json.WriteStartObject();
            json.WriteString("name", condition.Name);
            json.WriteStartArray("values");
            foreach (var value in condition.Values)
                json.WriteValue(value);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A member of the spec; none where nothing is left out.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<Constraint> constraints)
    {
        if (constraints.IsEmpty)
            return;
        json.WriteStartArray("constraints");
        foreach (var constraint in constraints)
            json.WriteStringValue(constraint.ToString());
        json.WriteEndArray();
    }

    /// <summary>Parameters with the conditions that their elements have, whose values are of the kinds of those that they name.</summary>
    /// <exception cref="FormatException">They name none.</exception>
    public static ImmutableArray<Parameter> WithConditions(ImmutableArray<Parameter> parameters, JsonElement elements) =>
    [
        .. parameters.Zip(elements.EnumerateArray(), (parameter, element) => element.TryGetProperty("when", out var when)
            ? parameter with { When = [.. when.EnumerateArray().Select(condition => ReadCondition(condition, parameters))] }
            : parameter),
    ];

    /// <exception cref="FormatException">One is no constraint.</exception>
    public static ImmutableArray<Constraint> Read(JsonElement spec) => spec.TryGetProperty("constraints", out var constraints)
        ? [.. constraints.EnumerateArray().Select(constraint => Constraint.Parse(constraint.GetString() ?? ""))]
        : [];

    private static ParameterCondition ReadCondition(JsonElement element, ImmutableArray<Parameter> parameters)
    {
        var name = element.GetProperty("name").GetString();
        var other = parameters.FirstOrDefault(parameter => parameter.Name == name)
            ?? throw new FormatException($"The canonical spec has a condition on an unknown parameter: {name}.");
        return new(other.Name, [.. element.GetProperty("values").EnumerateArray().Select(value => ParameterJson.ReadValue(value, other.Kind))]);
    }
}
