using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Silos;
using Sweep.Client.Terminal;
using Sweep.Core.Budgets;
using Sweep.Core.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Client.Sweeps;

/// <summary>What <c>sweep status</c> shows.</summary>
internal static class SweepStatusView
{
    // An id in a sentence's quotes stays in one piece.
    private const int Narrowest = 56;

    public static IRenderable Create(SweepStatus status, TimeProvider clock, string databaseOption)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true }.PadLeft(0).PadRight(2));
        grid.AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        Add(grid, "sweep", Printable.Whole(status.Name), new Style(decoration: Decoration.Bold));
        Add(grid, "id", status.SweepId.ToString("d"));
        Add(grid, "state", status.State.ToName(), StateStyles.Of(status.State));
        if (status.Error is { } error)
            Add(grid, "error", error, new Style(Color.Maroon));
        Add(grid, "trials", $"{Figures.Count(status.Trials.Finished)} of {Figures.Count(status.PlannedTrials)} ({Figures.Percent((double)status.Trials.Finished / status.PlannedTrials)}): {status.Trials}");
        if (status.Extends is { } extended)
            Add(grid, "extends", extended.ToString("d"));
        if (status.History is { } history)
            Add(grid, "history", $"begun with {history}");
        if (status.EndedBy is { } ended)
            Add(grid, "ended", $"by {ended.Describe()}");
        if (status.Origins.AreMixed)
            Add(grid, "results", status.Origins.ToString());
        if (status.RowsBeyondPlan > 0)
            Add(grid, "beyond", $"{Figures.Count(status.RowsBeyondPlan)} more rows have numbers that the sweep does not have; somebody added them, and they do not count", new Style(Color.Maroon));
        Add(grid, "frontier", $"every trial below number {Figures.Count(status.Frontier)} is finished");
        if (status.State.IsOpen())
            Add(grid, "owner", Owner(status, clock, databaseOption));
        if (status.Live is { } live)
        {
            Add(grid, "cluster", SilosView.Summary(live.Silos));
            if (live.StoreTrouble is { } trouble)
                Add(grid, "trouble", $"results wait for the database: {Printable.Of(trouble)}", new Style(Color.Maroon));
        }

        Add(grid, "training", $"{Durations.Show(status.TrainSeconds)} of CPU time, {Figures.Count(status.TrainedIterations)} iterations");
        if (status.TrialsPerSecond is { } rate)
            Add(grid, "rate", $"{Figures.Rate(rate)} since it was submitted");
        Add(grid, "created", Times.Show(status.CreatedAt, clock));
        if (status.FinishedAt is { } finished)
            Add(grid, "finished", $"{Times.Show(finished, clock)}, after {Durations.Show((finished - status.CreatedAt).TotalSeconds)}");
        foreach (var trouble in (status.Notifications ?? []).Select(notification => NotificationTexts.Trouble(notification, clock)).OfType<string>())
            Add(grid, "notify", trouble, new Style(Color.Maroon));
        return new AtLeast(grid, Narrowest);
    }

    private static string Owner(SweepStatus status, TimeProvider clock, string databaseOption)
    {
        var until = status.OwnedUntil;
        if (status.Owner is { } owner)
            return $"{owner}, until {Times.Show(until!.Value, clock)} unless it renews that";
        var resume = $"`sweep resume {status.SweepId:d}{databaseOption}`";
        if (status.WaitsFor is { } missing)
            return $"nobody works on it: no silo that runs has what it waits for, {missing}; name it in Sweep:Trainers of one, or allow commands there (docs/trainers.md)";
        if (status.LateOwner is not { } late)
            return $"nobody works on it: {resume} does";
        var since = until is { } end ? $" since {Times.Show(end, clock)}" : "";
        return status.LateOwnerLives
            ? $"{late}, which runs but has not renewed that{since}: it waits for the database, which another program may have locked, or is stopped"
            : $"{late}, which has not renewed that{since}: it waits for the database, or is gone; where it is gone, {resume} goes on";
    }

    private static void Add(Grid grid, string name, string value, Style? style = null) =>
        grid.AddRow(new Text(name, new Style(decoration: Decoration.Dim)), new Text(Printable.Whole(value), style));
}
