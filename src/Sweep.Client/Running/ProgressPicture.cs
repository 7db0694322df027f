using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;

namespace Sweep.Client.Running;

/// <summary>The live view: name and state, a bar of the work done, pace, best so far, and what is in training.</summary>
internal static class ProgressPicture
{
    private const int MostTrialsShown = 8;
    private const int LinesBesideTrials = 8;
    private const int LongestBar = 100;
    private const int TrialBar = 12;
    private const int WideEnoughForTrialBars = 100;

    private static readonly Style Bold = new(decoration: Decoration.Bold);
    private static readonly Style Dim = new(decoration: Decoration.Dim);

    public static IRenderable Create(SweepProgress progress, SearchSpace space, string resumeCommand, int width, int height)
    {
        var state = StateStyles.Of(progress.State);
        List<IRenderable> lines =
        [
            new OneLine().Add(Printable.Of(progress.Name), Bold).Add("  " + progress.State.ToName(), state).Add("  " + progress.Id.ToString("d"), Dim),
            Bar(new OneLine(), progress.Fraction, Math.Clamp(width - 8, 10, LongestBar), state).Add($" {Figures.Percent(progress.Fraction),5}"),
            new OneLine().Add(Pace(progress)).Add(string.Concat(ProgressText.Troubles(progress).Select(trouble => $" · {trouble}")), new Style(Color.Maroon)),
        ];
        if (ProgressText.Best(progress, space) is { Length: > 0 } best)
            lines.Add(new OneLine().Add(best, new Style(Color.Green)));
        if (progress.State == SweepState.Paused)
            lines.Add(new OneLine().Add("to go on: ", state).Add(resumeCommand));
        var most = Math.Clamp(height - LinesBesideTrials, 0, MostTrialsShown);
        var running = progress.RunningTrials.OrderBy(trial => trial.Number).Take(most).ToArray();
        if (running.Length > 0)
            lines.Add(new Text(""));
        var places = running.Select(trial => Place(progress, trial, space)).ToArray();
        var longest = places.Select(place => place.Length).DefaultIfEmpty().Max();
        for (var i = 0; i < running.Length; i++)
            lines.Add(Running(running[i], space.Spec.Objective.Metric, places[i], longest, width));
        return new Rows(lines);
    }

    private static string Pace(SweepProgress progress)
    {
        IEnumerable<string> parts =
        [
            $"{Figures.Count(progress.Finished)} of {Figures.Count(progress.Planned)} trials",
            .. ProgressText.Reused(progress),
            .. ProgressText.Pace(progress),
            $"{Figures.Count(progress.Running)} in training",
        ];
        return string.Join(" · ", parts);
    }

    private static OneLine Bar(OneLine line, double fraction, int width, Style style)
    {
        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * width);
        return line.Add(new string('━', full), style).Add(new string('━', width - full), Dim);
    }

    private static string Place(SweepProgress progress, TrialProgress trial, SearchSpace space)
    {
        var again = trial.Attempt > 1 ? $", try {Figures.Count(trial.Attempt)}" : "";
        return ProgressText.Setting(progress, trial.Number, space) + again;
    }

    /// <summary>So wide that the losses of trials of the same length stand below each other: "5,000/5,000" and a gap.</summary>
    private static int WidthOfIterations(TrialProgress trial) => 2 * Figures.Count(trial.Iterations).Length + 3;

    private static OneLine Running(TrialProgress trial, string metric, string place, int longest, int width)
    {
        var line = new OneLine().Add(string.Create(CultureInfo.InvariantCulture, $"#{trial.Number,-6}"), Dim).Add(place.PadRight(longest + 2));
        if (trial.Iterations <= 0)
        {
            // Nobody knows how long it is.
            line.Add($"step {Figures.Count(trial.Iteration)}  ");
            return double.IsFinite(trial.Loss) ? line.Add($"{metric} {Figures.Loss(trial.Loss)}") : line;
        }

        if (width >= WideEnoughForTrialBars)
            Bar(line, (double)trial.Iteration / trial.Iterations, TrialBar, new Style(Color.Teal)).Add("  ");
        line.Add($"{Figures.Count(trial.Iteration)}/{Figures.Count(trial.Iterations)}".PadRight(WidthOfIterations(trial)));
        return double.IsFinite(trial.Loss) ? line.Add($"{metric} {Figures.Loss(trial.Loss)}") : line;
    }
}
