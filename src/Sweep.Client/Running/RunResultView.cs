using System.Text.Json;
using Spectre.Console;
using Sweep.Client.Formatting;
using Sweep.Client.Sweeps;
using Sweep.Core.Naming;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;

namespace Sweep.Client.Running;

/// <summary>What <c>sweep run</c> prints at the end.</summary>
internal static class RunResultView
{
    public static void Write(IAnsiConsole console, TextWriter plain, RunResult result, string storeDescription, string databaseOption)
    {
        var (sweep, counts) = (result.Sweep, result.Counts);
        var spec = sweep.Spec;
        var heading = new Paragraph();
        heading.Append(Printable.Of(sweep.Name), new Style(decoration: Decoration.Bold)).Append(" ");
        heading.Append(sweep.State.ToName(), StateStyles.Of(sweep.State));
        heading.Append($": {counts} in {Durations.Show(result.WallSeconds)}, {Durations.Show(result.Totals.TrainSeconds)} of training\n");
        console.Write(heading);
        if (result.Patterns.Count > 0)
        {
            plain.WriteLine();
            plain.WriteLine($"What converged fastest (reached: mean log loss at or below {NumberText.Of(spec.TargetLoss)})");
            plain.WriteLine();
            console.Write(ConvergenceView.Create(result.Patterns, ParameterName.Pattern, spec, console.Profile.Width));
            if (result.Patterns.Sum(row => row.Trials) < counts.Completed + counts.Pruned)
                plain.WriteLine($"\n{ConvergenceView.LongestCounts}");
        }

        plain.WriteLine();
        var id = SweepIds.Full(sweep.Id);
        plain.WriteLine($"Every trial and loss curve is in {storeDescription}. Go on with");
        plain.WriteLine($"  sweep top {id} --by learning_rate{databaseOption}");
        plain.WriteLine($"  sweep report {id}{databaseOption}");
        plain.WriteLine($"  sweep export {id} --output trials.csv{databaseOption}");
    }

    public static void WriteJson(Utf8JsonWriter json, RunResult result)
    {
        json.WriteStartObject();
        json.WriteString("sweep_id", SweepIds.Full(result.Sweep.Id));
        json.WriteString("name", result.Sweep.Name);
        json.WriteString("state", result.Sweep.State.ToName());
        json.WriteString("error", result.Sweep.Error);
        json.WriteNumber("planned_trials", result.Sweep.PlannedTrials);
        result.Counts.Write(json, "trials");
        json.WriteNumberOrNull("startup_seconds", result.StartupSeconds);
        json.WriteNumberOrNull("wall_seconds", result.WallSeconds);
        json.WriteNumberOrNull("train_seconds", result.Totals.TrainSeconds);
        ConvergenceJson.Write(json, "patterns", result.Patterns);
        json.WriteEndObject();
    }
}
