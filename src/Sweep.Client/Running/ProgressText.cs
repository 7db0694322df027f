using Sweep.Client.Formatting;
using Sweep.Core.Analysis;
using Sweep.Core.Naming;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Grains.Contracts;

namespace Sweep.Client.Running;

/// <summary>The phrases of both views.</summary>
internal static class ProgressText
{
    // The database's words come last in its reason, and the remedy after them.
    private const int LongestReason = 400;

    /// <summary>"241 of 360 trials (67 %)", the share being of the work.</summary>
    public static string Trials(SweepProgress progress) =>
        $"{Figures.Count(progress.Finished)} of {Figures.Count(progress.Planned)} trials ({Figures.Percent(progress.Fraction)})";

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
        var setting = Setting(space.TrialAt(best.Number).Point, space.Spec);
        return best.ReachedAt is { } reached
            ? $"best: {setting} at iteration {Figures.Count(reached)}"
            : $"best: {setting}, loss {Figures.Loss(best.BestLoss, space.Spec.TargetLoss)} (not yet {NumberText.Of(space.Spec.TargetLoss)})";
    }

    /// <summary>What the sweep varies of this point but its iterations: "circle, rate 0.01, 1000 samples".</summary>
    public static string Setting(in TrialPoint point, SweepSpec spec)
    {
        List<string> parts = [ParameterValues.Text(point, ParameterName.Pattern)];
        foreach (var parameter in spec.Parameters.Where(parameter => parameter.Count > 1))
        {
            if (parameter.Name == ParameterName.LearningRate)
                parts.Add($"rate {SettingTexts.OfRates(spec).Of(point.LearningRate)}");
            else if (parameter.Name is ParameterName.Samples or ParameterName.Hidden)
                parts.Add($"{ParameterValues.Text(point, parameter.Name)} {parameter.Name.ToName()}");
        }

        return string.Join(", ", parts);
    }
}
