using System.Text.Json.Nodes;
using Sweep.Core.Pruners;

namespace Sweep.Core.Specs.Reading;

/// <summary>The part of <see cref="SpecSchema"/> that is about stopping trials early.</summary>
internal static class PrunerSchema
{
    public static JsonObject Pruner() => SpecSchema.Described(
        "How trials are stopped early: a kind, or a kind with its settings. Needs one value of the resource, the most that a trial is trained.",
        new()
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = SpecSchema.Texts(PrunerKinds.All) },
                SpecSchema.Map("A pruner.", SpecKeys.Pruner, Part, ["kind"])),
        });

    private static JsonObject Part(string key) => key switch
    {
        "kind" => SpecSchema.Described("By what trials are judged.", new() { ["enum"] = SpecSchema.Texts(PrunerKinds.All) }),
        "min" => SpecSchema.Whole(
            "Steps of the first rung, less than those of a whole trial; a whole trial's divided by factor⁴ where left out.", 1, SpecLimits.Steps, null),
        "factor" => SpecSchema.Whole(
            "Each rung has so many times the steps of the one before; one in so many is kept.", 2, PrunerSpec.MostFactor, PrunerSpec.DefaultFactor),
        "cohort" => SpecSchema.Whole("Points that are judged together, of asha and median.", 1, PrunerSpec.MostCohort, PrunerSpec.DefaultCohort),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "has no schema"),
    };
}
