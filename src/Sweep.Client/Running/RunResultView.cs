using Spectre.Console;
using Sweep.Client.Formatting;
using Sweep.Client.Sweeps;
using Sweep.Core.Analysis;
using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service.Views;

namespace Sweep.Client.Running;

/// <summary>What <c>sweep run</c> prints at the end.</summary>
internal static class RunResultView
{
    public static void Write(IAnsiConsole console, TextWriter plain, SweepResult result, string storeDescription, string databaseOption)
    {
        var (sweep, counts) = (result.Sweep, result.Trials);
        var spec = sweep.Spec;
        var ranking = new Ranking(spec);
        var heading = new Paragraph();
        heading.Append(Printable.Whole(sweep.Name), new Style(decoration: Decoration.Bold)).Append(" ");
        heading.Append(sweep.State.ToName(), StateStyles.Of(sweep.State));
        var origins = result.Origins.AreMixed ? $" ({result.Origins})" : "";
        heading.Append($": {counts}{origins} in {Durations.Show(result.WallSeconds)}, {Durations.Show(result.Totals.TrainSeconds)} of training\n");
        console.Write(heading);
        if (sweep.EndedBy is { } ended)
            plain.WriteLine($"\nEnded by {ended.Describe()}.");
        if (result.Table.Count > 0)
        {
            plain.WriteLine();
            plain.WriteLine($"{(spec.Target is null ? "What did best" : "What converged fastest")} ({ObjectiveTexts.Reached(spec)})");
            plain.WriteLine();
            console.Write(ConvergenceView.Create(result.Table, ranking.By, spec, console.Profile.Width));
            if (result.Table.Sum(row => row.Trials) < counts.Completed)
                plain.WriteLine($"\n{ConvergenceView.LongestCounts(spec)}");
            if (counts.Pruned > 0)
                plain.WriteLine($"\n{ConvergenceView.PrunedLeftOut(counts.Pruned)}");
        }

        plain.WriteLine();
        var id = sweep.Id.ToString("d");
        plain.WriteLine($"Every trial and loss curve is in {storeDescription}. Go on with");
        plain.WriteLine($"  sweep top {id} --by {OtherThan(ranking)}{databaseOption}");
        plain.WriteLine($"  sweep report {id}{databaseOption}");
        plain.WriteLine($"  sweep export {id} --output trials.csv{databaseOption}");
    }

    private static string OtherThan(Ranking ranking) =>
        ranking.Names.Contains(PerceptronParameters.LearningRate) && ranking.By != PerceptronParameters.LearningRate
        ? PerceptronParameters.LearningRate
        : ranking.Names.FirstOrDefault(name => name != ranking.By) ?? ranking.By;
}
