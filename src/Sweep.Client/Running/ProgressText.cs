using Sweep.Client.Formatting;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Contracts;

namespace Sweep.Client.Running;

/// <summary>The phrases of both views.</summary>
internal static class ProgressText
{
    // The database's words come last in its reason, and the remedy after them.
    private const int LongestReason = 400;

    /// <summary>"241 of 360 trials (67 %)", the share being of the work; "(67 %, 200 reused)" where some were.</summary>
    public static string Trials(SweepProgress progress) =>
        $"{Figures.Count(progress.Finished)} of {Figures.Count(progress.Planned)} trials ({string.Join(", ", [Figures.Percent(progress.Fraction), .. Reused(progress)])})";

    /// <summary>"200 reused", where some were.</summary>
    public static IEnumerable<string> Reused(SweepProgress progress)
    {
        if (progress.Reused > 0)
            yield return $"{Figures.Count(progress.Reused)} reused";
    }

    /// <summary>"38/s" and "3 s left", where known.</summary>
    public static IEnumerable<string> Pace(SweepProgress progress)
    {
        if (progress.TrialsPerSecond > 0)
            yield return Figures.Rate(progress.TrialsPerSecond);
        if (progress is { State: SweepState.Running, SecondsLeft: { } left })
            yield return $"{Durations.Coarse(left)} left";
    }

    /// <summary>"2 failed", where some did; what keeps the database from taking results.</summary>
    public static IEnumerable<string> Troubles(SweepProgress progress)
    {
        if (progress.Failed > 0)
            yield return $"{Figures.Count(progress.Failed)} failed";
        if (progress.StoreTrouble is { } trouble)
            yield return $"results wait for the database: {Printable.Of(trouble, LongestReason)}";
    }

    /// <summary>"best: circle, rate 0.01, 1000 samples at iteration 212"; empty before there is one.</summary>
    public static string Best(SweepProgress progress, SearchSpace space)
    {
        if (progress.Best is not { } best)
            return "";
        var setting = Setting(progress, best.Number, space);
        return best.ReachedAt is { } reached
            ? $"best: {setting} at iteration {Figures.Count(reached)}"
            : Unreached(setting, best, space.Spec);
    }

    private static string Unreached(string setting, BestTrial best, SweepSpec spec)
    {
        var value = spec.Objective.Goal == Goal.Maximize ? -best.BestLoss : best.BestLoss;
        return spec.Target is { } target
            ? $"best: {setting}, {spec.Objective.Metric} {Figures.Loss(value, target)} (not yet {NumberText.Of(target)})"
            : $"best: {setting}, {spec.Objective.Metric} {NumberText.Rounded(value, 4)}";
    }

    /// <summary>What the sweep varies of this trial but its resource; its number where nobody has told its point.</summary>
    public static string Setting(SweepProgress progress, long number, SearchSpace space)
    {
        if (!space.Knows(number))
            KnownPoints.Learn(space, progress.Points);
        return space.Knows(number) ? Setting(space.TrialAt(number).Point, space.Spec) : $"trial {number}";
    }

    /// <summary>What the sweep varies of this point but its resource: "circle, rate 0.01, 1000 samples".</summary>
    public static string Setting(TrialPoint point, SweepSpec spec)
    {
        List<string> parts = [];
        if (spec.Trainer.IsPerceptron)
            parts.Add(point[PerceptronParameters.Pattern].Text);
        foreach (var parameter in spec.Parameters.Where(parameter => parameter.IsVaried))
        {
            var text = SettingTexts.Of(spec, parameter.Name, point[parameter.Name]);
            if (!spec.Trainer.IsPerceptron)
                parts.Add($"{parameter.Name} {text}");
            else if (parameter.Name == PerceptronParameters.LearningRate)
                parts.Add($"rate {text}");
            else if (parameter.Name is PerceptronParameters.Samples or PerceptronParameters.Hidden)
                parts.Add($"{text} {parameter.Name}");
        }

        return parts.Count == 0 ? "the only setting" : string.Join(", ", parts);
    }
}
