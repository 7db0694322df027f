using System.Text.Json;
using Sweep.Core.Spaces;

namespace Sweep.Core.Specs;

/// <summary>Samplers and the ranges that they choose from in <see cref="CanonicalSpec"/>: as a spec writes them, every option filled in.</summary>
internal static class CanonicalSampler
{
    public static void Write(Utf8JsonWriter json, SamplerSpec sampler)
    {
        var declared = SamplerDeclarations.Of(sampler);
        if (declared.Options.IsEmpty)
        {
            json.WriteString("sampler", sampler.Kind);
            return;
        }

        json.WriteStartObject("sampler");
        json.WriteString("kind", sampler.Kind);
        foreach (var option in declared.Options)
        {
            json.WritePropertyName(option.Name);
            json.WriteValue(sampler.Options[option.Name]);
        }

        json.WriteEndObject();
    }

    /// <exception cref="FormatException">It is no sampler of this version.</exception>
    public static SamplerSpec Read(JsonElement element)
    {
        var kind = element.ValueKind == JsonValueKind.Object ? element.GetProperty("kind").GetString() : element.GetString();
        if (SamplerDeclarations.Find(kind ?? "") is not { } declared)
            throw new FormatException("The canonical spec is of another version of Sweep.");
        return declared.Options.Aggregate(
            new SamplerSpec(declared.Name), (spec, option) => spec.With(option.Name, ParameterJson.ReadValue(element.GetProperty(option.Name), option.Kind)));
    }

    /// <summary>The members of a parameter with this range.</summary>
    public static void Write(Utf8JsonWriter json, ParameterRange range)
    {
        json.WriteStartArray(range.IsLog ? "log" : "linear");
        json.WriteValue(range.ValueOf(range.Low));
        json.WriteValue(range.ValueOf(range.High));
        json.WriteEndArray();
        if (range.Step is not { } step)
            return;
        json.WritePropertyName("step");
        json.WriteValue(range.ValueOf(step));
    }

    /// <summary>The range of a parameter; null where its values are listed.</summary>
    public static ParameterRange? ReadRange(JsonElement parameter, ParameterKind kind)
    {
        var isLog = parameter.TryGetProperty("log", out var ends);
        if (!isLog && !parameter.TryGetProperty("linear", out ends))
            return null;
        var range = new ParameterRange(
            kind, ends[0].GetDouble(), ends[1].GetDouble(), isLog, parameter.TryGetProperty("step", out var step) ? step.GetDouble() : null);
        var isRange = kind is ParameterKind.Whole or ParameterKind.Real
            && range.Low < range.High && (!isLog || range.Low > 0)
            && !(range.Step <= 0) && !(isLog && range.Step is not null);
        return isRange ? range : throw new FormatException($"The canonical spec has a range that is none: {parameter}.");
    }
}
