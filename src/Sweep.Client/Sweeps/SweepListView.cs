using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;

namespace Sweep.Client.Sweeps;

/// <summary>What <c>sweep list</c> shows.</summary>
internal static class SweepListView
{
    /// <summary>From this width on times are written out.</summary>
    private const int WideEnough = 110;

    // A name that is cut to less tells nothing.
    private const int LeastName = 12;

    public static IRenderable Create(IReadOnlyList<SweepSummary> sweeps, TimeProvider clock, int width)
    {
        var wide = width >= WideEnough;
        var table = new FittingTable(
        [
            new("id", Justify.Left),
            new("name", Justify.Left, Least: LeastName),
            new("state", Justify.Left, DropOrder: 4),
            new("trials", Justify.Right, DropOrder: 3),
            new("created", Justify.Left, DropOrder: 2),
            new("took", Justify.Right, DropOrder: 1),
        ]);
        var now = clock.GetUtcNow();
        foreach (var summary in sweeps)
        {
            var sweep = summary.Sweep;
            table.AddRow(
                (SweepIds.Full(sweep.Id), null),
                (Printable.Whole(sweep.Name), new Style(decoration: Decoration.Bold)),
                (sweep.State.ToName(), StateStyles.Of(sweep.State)),
                ($"{Figures.Count(summary.Totals.Rows)} of {Figures.Count(sweep.PlannedTrials)}", null),
                (wide ? Times.Show(sweep.CreatedAt, clock) : Times.Short(sweep.CreatedAt, clock), null),
                (Durations.Show(summary.Seconds(now)), null));
        }

        return table.Fit(width);
    }

    public static void WriteJson(Utf8JsonWriter json, IEnumerable<SweepSummary> sweeps)
    {
        json.WriteStartArray();
        foreach (var (sweep, totals) in sweeps)
        {
            json.WriteStartObject();
            json.WriteString("sweep_id", SweepIds.Full(sweep.Id));
            json.WriteString("name", sweep.Name);
            json.WriteString("state", sweep.State.ToName());
            json.WriteNumber("planned_trials", sweep.PlannedTrials);
            json.WriteNumber("completed", totals.Completed);
            json.WriteNumber("pruned", totals.Pruned);
            json.WriteNumber("failed", totals.Failed);
            json.WriteNumberOrNull("train_seconds", totals.TrainSeconds);
            json.WriteString("spec_hash", sweep.SpecHash);
            json.WriteString("created_at", Times.Iso(sweep.CreatedAt));
            json.WriteString("finished_at", Times.Iso(sweep.FinishedAt));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
