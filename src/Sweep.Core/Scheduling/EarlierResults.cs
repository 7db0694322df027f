using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;

namespace Sweep.Core.Scheduling;

/// <summary>The results that a search begins with, as samplers see them.</summary>
public static class EarlierResults
{
    /// <summary>The results of rows, in their order, as of points with numbers below zero, the last of them −1.</summary>
    /// <param name="spec">The search's.</param>
    /// <param name="rows">Each with values of the spec's parameters.</param>
    /// <exception cref="FormatException">A row is none of this spec.</exception>
    public static ImmutableArray<SearchResult> Read(SweepSpec spec, IReadOnlyList<EarlierResult> rows)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(rows);
        return [.. rows.Select((row, k) => new SearchResult(k - rows.Count, ValuesOf(spec, row.Parameters), RanksOf(spec, row), row.PrunedAt))];
    }

    /// <summary>SHA-256 of points and results, lower-case hexadecimal: whatever a proposal depends on.</summary>
    /// <param name="results">As <see cref="Read"/> gives them.</param>
    public static string HashOf(IReadOnlyList<SearchResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        foreach (var result in results)
        {
            json.WriteStartArray();
            foreach (var value in result.Values)
                json.WriteValue(value ?? ParameterValue.None);
            foreach (var objective in result.Objectives)
                Write(json, objective);
            json.WriteNumberValue(result.PrunedAt ?? -1);
            json.WriteEndArray();
            json.Flush();
            hash.AppendData(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
            json.Reset();
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ImmutableArray<ParameterValue?> ValuesOf(SweepSpec spec, string parameters)
    {
        try
        {
            using var document = JsonDocument.Parse(parameters);
            return [.. spec.Parameters.Select(parameter => document.RootElement.TryGetProperty(parameter.Name, out var value)
                ? ParameterJson.ReadValue(value, parameter.Kind)
                : default(ParameterValue?))];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{parameters} is no JSON object of parameters.", wrong);
        }
    }

    private static ImmutableArray<double> RanksOf(SweepSpec spec, EarlierResult row) => row.Objectives.Length == spec.Objectives.Length
        ? [.. row.Objectives.Zip(spec.Objectives, (value, objective) => objective.Goal == Goal.Minimize ? value : -value)]
        : throw new FormatException($"{row.Objectives.Length} values are none of {spec.Objectives.Length} objectives.");

    private static void Write(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumberValue(value);
        else
            json.WriteNullValue();
    }
}
