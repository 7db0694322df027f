using System.Text.Json;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Specs.Reading;

namespace Sweep.Core.Tests.Analysis;

/// <summary>A case of Golden/importance.json: what Optuna's PED-ANOVA says of made-up runs.</summary>
/// <param name="Runs">Values of the parameters, null where a run has none; objective; when the target was reached, or null.</param>
public sealed record GoldenImportance(
    string Name, string Goal, GoldenImportance.Domain[] Parameters, JsonElement[][] Runs, IReadOnlyDictionary<string, double> Importance)
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static GoldenImportance[] All { get; } = JsonSerializer.Deserialize<GoldenImportance[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "importance.json")), Options)!;

    public IEnumerable<Parameter> Space() => Parameters.Select(one => new Parameter(one.Name, one.ValueKind, [.. (one.Values ?? []).Select(one.Read)])
    {
        Range = one.Values is null ? new ParameterRange(one.ValueKind, one.Low, one.High, one.Log, one.Step) : null,
    });

    /// <summary>By the objective alone where no run has reached a target.</summary>
    public Ranking Ranking()
    {
        var target = Runs.Any(run => run[2].ValueKind != JsonValueKind.Null) ? "target: { loss: 0.2 }" : "";
        return new(SpecReader.Read($"name: n\nparameters: {{ depth: [1, 2] }}\ntrainer: forest\nobjective: {{ metric: loss, goal: {Goal} }}\n{target}").Spec!);
    }

    public IEnumerable<TrialOutcome> Outcomes() => Runs.Select(run =>
    {
        var there = Parameters.Zip(run[0].EnumerateArray()).Where(pair => pair.Second.ValueKind != JsonValueKind.Null).ToArray();
        return new TrialOutcome(
            new TrialPoint([.. there.Select(pair => pair.First.Name)], [.. there.Select(pair => pair.First.Read(pair.Second))]), 0, 1000,
            run[2].ValueKind == JsonValueKind.Null ? null : run[2].GetInt32(), run[1].GetDouble());
    });

    public sealed record Domain(string Name, string Kind, JsonElement[]? Values, double Low, double High, bool Log, double? Step)
    {
        public ParameterKind ValueKind => Enum.Parse<ParameterKind>(Kind, ignoreCase: true);

        public ParameterValue Read(JsonElement value) => ValueKind switch
        {
            ParameterKind.Text => value.GetString()!,
            ParameterKind.Truth => value.GetBoolean(),
            ParameterKind.Whole => value.GetInt64(),
            _ => value.GetDouble(),
        };
    }
}
