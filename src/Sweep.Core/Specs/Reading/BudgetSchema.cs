using System.Text.Json.Nodes;
using Sweep.Core.Budgets;

namespace Sweep.Core.Specs.Reading;

/// <summary>The part of <see cref="SpecSchema"/> that is about the end of a sweep.</summary>
internal static class BudgetSchema
{
    public static JsonObject Budget()
    {
        var budget = SpecSchema.Map("When the sweep ends before its whole search space is trained: by whichever comes first.", SpecKeys.Budget, Part, []);
        budget["minProperties"] = 1;
        return budget;
    }

    private static JsonObject Part(string key) => key switch
    {
        "trials" => SpecSchema.Whole("The first so many trials are planned, with all replicates of their points.", 1, SpecLimits.PlannedTrials, null),
        "iterations" => SpecSchema.Whole("As many trials are planned, in order of number, as have no more steps together.", 1, BudgetSpec.MostIterations, null),
        "patience" => SpecSchema.Whole("It ends once no trial has improved on the best for so many, in order of number.", 1, SpecLimits.PlannedTrials, null),
        "target" => SpecSchema.Described("It ends with the first trial, in order of number, that reaches the target.", new() { ["type"] = "boolean" }),
        "time" => TrainerSchema.Measure("It ends so long after it was submitted: 2h. Where that is, differs from run to run."),
        "train_time" => TrainerSchema.Measure("It ends once its trials have trained for so long together: 10h. Where that is, differs from run to run."),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "has no schema"),
    };
}
