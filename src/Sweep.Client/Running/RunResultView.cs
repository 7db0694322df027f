using Spectre.Console;
using Sweep.Client.Formatting;
using Sweep.Client.Sweeps;
using Sweep.Core.Naming;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Client.Running;

/// <summary>What <c>sweep run</c> prints at the end.</summary>
internal static class RunResultView
{
    public static void Write(IAnsiConsole console, TextWriter plain, SweepResult result, string storeDescription, string databaseOption)
    {
        var (sweep, counts) = (result.Sweep, result.Trials);
        var spec = sweep.Spec;
        var heading = new Paragraph();
        heading.Append(Printable.Whole(sweep.Name), new Style(decoration: Decoration.Bold)).Append(" ");
        heading.Append(sweep.State.ToName(), StateStyles.Of(sweep.State));
        heading.Append($": {counts} in {Durations.Show(result.WallSeconds)}, {Durations.Show(result.Totals.TrainSeconds)} of training\n");
        console.Write(heading);
        if (result.Table.Count > 0)
        {
            plain.WriteLine();
            plain.WriteLine($"What converged fastest (reached: mean log loss at or below {NumberText.Of(spec.TargetLoss)})");
            plain.WriteLine();
            console.Write(ConvergenceView.Create(result.Table, ParameterName.Pattern, spec, console.Profile.Width));
            if (result.Table.Sum(row => row.Trials) < counts.Completed + counts.Pruned)
                plain.WriteLine($"\n{ConvergenceView.LongestCounts}");
        }

        plain.WriteLine();
        var id = sweep.Id.ToString("d");
        plain.WriteLine($"Every trial and loss curve is in {storeDescription}. Go on with");
        plain.WriteLine($"  sweep top {id} --by learning_rate{databaseOption}");
        plain.WriteLine($"  sweep report {id}{databaseOption}");
        plain.WriteLine($"  sweep export {id} --output trials.csv{databaseOption}");
    }
}
