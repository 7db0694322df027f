using System.Collections.Immutable;
using System.Text.Json;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;

namespace Sweep.Service.Remote;

/// <summary>Reads rankings, whose rows <see cref="Views.RankedGroup"/> has written.</summary>
internal static class RankedTable
{
    /// <summary>trials, reached, share, median_iterations, and the best value: what follows a setting's parameters.</summary>
    private const int Figures = 5;

    /// <exception cref="FormatException">They are no such rows.</exception>
    public static IReadOnlyList<ConvergenceRow> Read(JsonElement rows, string by, SweepSpec spec)
    {
        try
        {
            var ranking = new Ranking(spec);
            return [.. rows.EnumerateArray().Select(row => ReadRow(row, by, spec, ranking))];
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException("This is no ranking.", wrong);
        }
    }

    private static ConvergenceRow ReadRow(JsonElement row, string by, SweepSpec spec, Ranking ranking)
    {
        var best = ReadSetting(row.GetProperty("best"), spec);
        return new ConvergenceRow(
            by, ranking.NameOf(by, best.Point.ValueOf(by)), row.GetProperty("trials").GetInt64(), row.GetProperty("reached").GetInt64(), row.GetProperty("share").GetDouble(),
            Step(row.GetProperty("median_iterations")), Step(row.GetProperty("best_iterations")), best)
        {
            Bin = ranking.BinOf(by, best.Point.ValueOf(by)),
        };
    }

    // By place, not by name: a trainer's parameter may have the name of a figure.
    private static BestSetting ReadSetting(JsonElement setting, SweepSpec spec)
    {
        JsonProperty[] members = [.. setting.EnumerateObject()];
        var names = ImmutableArray.CreateBuilder<string>();
        var values = ImmutableArray.CreateBuilder<ParameterValue>();
        foreach (var parameter in members[..^Figures])
        {
            names.Add(parameter.Name);
            values.Add(ParameterJson.ReadValue(parameter.Value, spec.Find(parameter.Name)?.Kind ?? ParameterJson.KindOf(parameter.Value)));
        }

        var figures = members[^Figures..];
        return new BestSetting(
            PerceptronPoint.Restored(new TrialPoint(names.ToImmutable(), values.ToImmutable())), figures[0].Value.GetInt64(), figures[1].Value.GetInt64(),
            figures[2].Value.GetDouble(), Step(figures[3].Value),
            figures[4].Value is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : double.NaN)
        {
            Metric = spec.Objective.Metric,
        };
    }

    private static int? Step(JsonElement step) => step.ValueKind == JsonValueKind.Null ? null : step.GetInt32();
}
