using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Core.Sweeps;

namespace Sweep.Client.Sweeps;

/// <summary>What <c>sweep list</c> shows.</summary>
internal static class SweepListView
{
    /// <summary>From this width on whole ids fit; below, ids are cut after their time, which still tells them apart.</summary>
    private const int WideEnough = 110;

    public static IRenderable Create(IReadOnlyList<SweepSummary> sweeps, TimeProvider clock, int width)
    {
        var wide = width >= WideEnough;
        var table = new Table { Border = TableBorder.Simple };
        table.BorderStyle(new Style(decoration: Decoration.Dim));
        table.AddColumn(Column("id", Justify.Left, wrap: false));
        table.AddColumn(Column("name", Justify.Left, wrap: true));
        table.AddColumn(Column("state", Justify.Left, wrap: false));
        table.AddColumn(Column("trials", Justify.Right, wrap: false));
        table.AddColumn(Column("created", Justify.Left, wrap: false));
        table.AddColumn(Column("took", Justify.Right, wrap: false));
        var now = clock.GetUtcNow();
        foreach (var summary in sweeps)
        {
            var sweep = summary.Sweep;
            table.AddRow(
                new Text(wide || !AreApart(sweeps) ? SweepIds.Full(sweep.Id) : SweepIds.Short(sweep.Id)),
                new Text(Printable.Of(sweep.Name)),
                new Text(sweep.State.ToName(), StateStyles.Of(sweep.State)),
                new Text($"{Figures.Count(summary.Totals.Rows)} of {Figures.Count(sweep.PlannedTrials)}"),
                new Text(wide ? Times.Show(sweep.CreatedAt, clock) : Times.Short(sweep.CreatedAt, clock)),
                new Text(Durations.Show(summary.Seconds(now))));
        }

        return table;
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

    private static bool AreApart(IReadOnlyList<SweepSummary> sweeps) =>
        sweeps.DistinctBy(one => SweepIds.Short(one.Sweep.Id)).Count() == sweeps.Count;

    private static TableColumn Column(string heading, Justify alignment, bool wrap) =>
        new TableColumn(heading) { Alignment = alignment, NoWrap = !wrap }.Padding(0, 0, 1, 0);
}
