using Spectre.Console;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Core.Analysis;
using Sweep.Core.Naming;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Sweeps;

/// <summary>What <c>sweep importance</c> prints for people.</summary>
internal static class ImportanceView
{
    public static void Write(Output output, SweepRecord sweep, SweepImportance importance)
    {
        if (importance.Runs == 0 || importance.Parameters.Count == 0)
        {
            output.Say(importance.Runs == 0 ? "no run of this sweep has a result yet" : "no parameter of this sweep has two values");
        }
        else
        {
            var plain = output.Plain;
            plain.WriteLine($"{Printable.Whole(sweep.Name)}: what decides whether a run is among the best tenth ({Figures.Count(importance.Best)} of {Figures.Count(importance.Runs)} runs)\n");
            output.Results.Write(TableOf(importance).Fit(output.Results.Profile.Width));
            foreach (var note in NotesOf(sweep, importance))
                plain.WriteLine($"\n{note}");
        }

        if (importance.PrunedLeftOut > 0)
            output.Plain.WriteLine($"\n{ConvergenceView.PrunedLeftOut(importance.PrunedLeftOut)}");
    }

    private static FittingTable TableOf(SweepImportance importance)
    {
        var table = new FittingTable(
            [new("parameter", Justify.Left), new("values", Justify.Right, DropOrder: 1), new("share", Justify.Right), new("divergence", Justify.Right, DropOrder: 2)]);
        foreach (var row in importance.Parameters)
        {
            table.AddRow(
                (row.Parameter, new Style(decoration: Decoration.Bold)), (Figures.Count(row.Levels), null), (Figures.Percent(row.Share), null),
                (NumberText.Rounded(row.Divergence, 3), null));
        }

        return table;
    }

    private static IEnumerable<string> NotesOf(SweepRecord sweep, SweepImportance importance)
    {
        if (importance.Best == importance.Runs)
            yield return "All runs are equally good, so nothing decides: the shares are equal.";
        else if (!importance.IsEnough)
            yield return $"With fewer than {ImportanceTable.EnoughBest} runs among the best, the order is little more than chance.";
        if (sweep.Spec.Trainer.Resource is { } resource && sweep.Spec.Find(resource) is { Count: > 1 })
            yield return $"Of trials that differ only in their {resource} the longest counts.";
        if (importance.LeftOut > 0)
            yield return $"{Figures.Count(importance.LeftOut)} finished trials were not looked at: of more than 500,000 an even share is.";
    }
}
