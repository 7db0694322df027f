using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Silos;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Grains.Silos;

namespace Sweep.Client.Sweeps;

/// <summary>What <c>sweep status</c> shows.</summary>
internal static class SweepStatusView
{
    // An id in a sentence's quotes stays in one piece.
    private const int Narrowest = 56;

    public static IRenderable Create(SweepStatus status, TimeProvider clock, string databaseOption)
    {
        var (sweep, totals) = (status.Sweep, status.Totals);
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true }.PadLeft(0).PadRight(2));
        grid.AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        Add(grid, "sweep", Printable.Whole(sweep.Name), new Style(decoration: Decoration.Bold));
        Add(grid, "id", SweepIds.Full(sweep.Id));
        Add(grid, "state", sweep.State.ToName(), StateStyles.Of(sweep.State));
        if (sweep.Error is { } error)
            Add(grid, "error", error, new Style(Color.Maroon));
        Add(grid, "trials", $"{Figures.Count(totals.Rows)} of {Figures.Count(sweep.PlannedTrials)} ({Figures.Percent((double)totals.Rows / sweep.PlannedTrials)}): {status.Counts}");
        if (totals.BeyondPlan > 0)
            Add(grid, "beyond", $"{Figures.Count(totals.BeyondPlan)} more rows have numbers that the sweep does not have; somebody added them, and they do not count", new Style(Color.Maroon));
        Add(grid, "frontier", $"every trial below number {Figures.Count(sweep.Frontier)} is finished");
        if (sweep.State.IsOpen())
            Add(grid, "owner", Owner(status, clock, databaseOption));
        if (status.Live is { } live)
        {
            Add(grid, "cluster", SilosView.Summary(live.Silos));
            if (live.Progress.StoreTrouble is { } trouble)
                Add(grid, "trouble", $"results wait for the database: {Printable.Of(trouble)}", new Style(Color.Maroon));
        }

        Add(grid, "training", $"{Durations.Show(totals.TrainSeconds)} of CPU time, {Figures.Count(totals.TrainedIterations)} iterations");
        if (status.Rate is { } rate)
            Add(grid, "rate", $"{Figures.Rate(rate)} since it was submitted");
        Add(grid, "created", Times.Show(sweep.CreatedAt, clock));
        if (sweep.FinishedAt is { } finished)
            Add(grid, "finished", $"{Times.Show(finished, clock)}, after {Durations.Show((finished - sweep.CreatedAt).TotalSeconds)}");
        return new AtLeast(grid, Narrowest);
    }

    public static void WriteJson(Utf8JsonWriter json, SweepStatus status)
    {
        var (sweep, totals) = (status.Sweep, status.Totals);
        json.WriteStartObject();
        json.WriteString("sweep_id", SweepIds.Full(sweep.Id));
        json.WriteString("name", sweep.Name);
        json.WriteString("state", sweep.State.ToName());
        json.WriteString("error", sweep.Error);
        json.WriteNumber("planned_trials", sweep.PlannedTrials);
        status.Counts.Write(json, "trials");
        json.WriteNumber("rows_beyond_plan", totals.BeyondPlan);
        json.WriteNumber("frontier", sweep.Frontier);
        json.WriteString("owner", status.Owner is { } owner ? ProcessIdentity.Describe(owner) : null);
        json.WriteString("owner_until", status.Owner is null ? null : Times.Iso(sweep.OwnerUntil));
        json.WriteString("late_owner", status.LateOwner is { } late ? ProcessIdentity.Describe(late) : null);
        json.WriteNumberOrNull("train_seconds", totals.TrainSeconds);
        json.WriteNumber("trained_iterations", totals.TrainedIterations);
        json.WriteNumberOrNull("trials_per_second", status.Rate);
        json.WriteNumber("numerics", sweep.Numerics);
        json.WriteString("spec_hash", sweep.SpecHash);
        json.WriteString("created_at", Times.Iso(sweep.CreatedAt));
        json.WriteString("finished_at", Times.Iso(sweep.FinishedAt));
        status.Live?.Write(json, "live", status.Now);
        json.WriteEndObject();
    }

    private static string Owner(SweepStatus status, TimeProvider clock, string databaseOption)
    {
        var until = status.Sweep.OwnerUntil;
        if (status.Owner is { } owner)
            return $"{ProcessIdentity.Describe(owner)}, until {Times.Show(until!.Value, clock)} unless it renews that";
        var resume = $"`sweep resume {SweepIds.Full(status.Sweep.Id)}{databaseOption}`";
        if (status.LateOwner is not { } late)
            return $"nobody works on it: {resume} does";
        var since = until is { } end ? $" since {Times.Show(end, clock)}" : "";
        return ProcessIdentity.IsKnownAlive(late)
            ? $"{ProcessIdentity.Describe(late)}, which runs but has not renewed that{since}: it waits for the database, which another program may have locked, or is stopped"
            : $"{ProcessIdentity.Describe(late)}, which has not renewed that{since}: it waits for the database, or is gone; where it is gone, {resume} goes on";
    }

    private static void Add(Grid grid, string name, string value, Style? style = null) =>
        grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(Printable.Whole(value), style));
}
