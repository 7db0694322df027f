using System.Text.Json;
using Sweep.Core.Pruners;

namespace Sweep.Core.Specs;

/// <summary>The part of a canonical spec that is about stopping trials early; left out where none is, so that such specs have the hash that they had.</summary>
internal static class CanonicalPruner
{
    private const string Key = "pruner";

    public static void Write(Utf8JsonWriter json, PrunerSpec pruner)
    {
        json.WriteStartObject(Key);
        json.WriteString("kind", pruner.Kind.ToName());
        json.WriteNumber("min", pruner.Min);
        json.WriteNumber("factor", pruner.Factor);
        json.WriteNumber("cohort", pruner.Cohort);
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">It is none that <see cref="Write"/> wrote.</exception>
    public static PrunerSpec? Read(JsonElement root)
    {
        if (!root.TryGetProperty(Key, out var pruner))
            return null;
        int Within(string key, int least, int most) => pruner.GetProperty(key).GetInt32() is var value && value >= least && value <= most
            ? value
            : throw new FormatException($"The canonical spec's pruner has a {key} of {value}, beyond its limits.");
        return PrunerKinds.TryParse(pruner.GetProperty("kind").GetString(), out var kind)
            ? new PrunerSpec(
                kind, Within("min", 1, SpecLimits.Steps), Within("factor", 2, PrunerSpec.MostFactor), Within("cohort", 1, PrunerSpec.MostCohort))
            : throw new FormatException($"The canonical spec has an unknown pruner: {pruner}.");
    }
}
