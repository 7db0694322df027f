using Spectre.Console;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Core.Naming;
using Sweep.Core.Trainers;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Sweeps;

/// <summary>What <c>sweep top --pareto</c> prints for people.</summary>
internal static class FrontView
{
    public static void Write(Output output, SweepRecord sweep, SweepFront front, int limit)
    {
        var plain = output.Plain;
        if (front.Points.Count == 0)
        {
            output.Say("no completed trial of this sweep has all of these values yet");
        }
        else
        {
            var axes = string.Join(", ", front.Axes.Select(axis => $"{(axis.Goal == Goal.Minimize ? "least" : "greatest")} {axis.Name}"));
            plain.WriteLine($"{Printable.Whole(sweep.Name)}: trials that no other is better than ({axes}): {Figures.Count(front.Points.Count)} of {Figures.Count(front.Trials)}\n");
            output.Results.Write(TableOf(sweep, front, limit).Fit(output.Results.Profile.Width));
        }

        if (front.Points.Count > limit)
            plain.WriteLine($"\nThe first {Figures.Count(limit)} of them.");
        if (front is { Hypervolume: { } volume, Reference: { } reference })
            plain.WriteLine($"\nHypervolume before {string.Join(", ", reference.Select(NumberText.Of))}: {NumberText.Rounded(volume, 6)}");
        if (front.WithoutValue > 0)
            plain.WriteLine($"\n{Figures.Trials(front.WithoutValue, "completed")} not counted: without a value of one of these.");
        if (front.PrunedLeftOut > 0)
            plain.WriteLine($"\n{Figures.Trials(front.PrunedLeftOut, "pruned")} not counted; --include-pruned counts them.");
    }

    private static FittingTable TableOf(SweepRecord sweep, SweepFront front, int limit)
    {
        var spec = sweep.Spec;
        string[] settings = [.. spec.Parameters.Where(one => one.Count != 1 && front.Axes.All(axis => axis.Name != one.Name)).Select(one => one.Name)];
        var table = new FittingTable(
        [
            .. front.Axes.Select(axis => new FittingColumn(axis.Name, Justify.Right)), .. settings.Select(name => new FittingColumn(name, Justify.Right)),
            new("trial", Justify.Right, DropOrder: 1),
        ]);
        foreach (var point in front.Points.Take(limit))
        {
            table.AddRow(
            [
                .. point.Values.Select(value => (NumberText.Rounded(value, 4), (Style?)new Style(decoration: Decoration.Bold))),
                .. settings.Select(name => (point.Parameters.Find(name) is { } value ? SettingTexts.Of(spec, name, value) : "–", (Style?)null)),
                (Figures.Count(point.Number), null),
            ]);
        }

        return table;
    }
}
