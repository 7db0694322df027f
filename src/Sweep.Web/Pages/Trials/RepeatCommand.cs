using System.Globalization;
using Sweep.Core.Data;
using Sweep.Core.Naming;
using Sweep.Core.Texts;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Pages.Trials;

/// <summary>The command that trains a trial of the perceptron again, with the same bits.</summary>
internal static class RepeatCommand
{
    /// <summary>Null for other trainers, and where the target is none of the loss, which the command cannot look for.</summary>
    public static string? Of(SweepRecord sweep, TrialDefinition trial)
    {
        var spec = sweep.Spec;
        if (!spec.Trainer.IsPerceptron || spec.Objective != Objective.Loss)
            return null;
        string Value(string name) => trial.Point[name].ToString();
        List<string> words =
        [
            "sweep train", $"--pattern {ShellQuoting.Quote(Value(PerceptronParameters.Pattern))}", $"--samples {Value(PerceptronParameters.Samples)}",
            $"--learning-rate {Value(PerceptronParameters.LearningRate)}", $"--iterations {Value(PerceptronParameters.Iterations)}",
            $"--hidden {Value(PerceptronParameters.Hidden)}", $"--data-seed {Number(trial.DataSeed)}", $"--init-seed {Number(trial.InitSeed)}",
        ];
        if (spec.Target is { } target)
            words.Add($"--target {NumberText.Of(target)}");
        if (trial.Data is not null)
            words.Add($"--scale {trial.Scale.ToName()}");
        return string.Join(' ', words);
    }

    private static string Number(uint value) => value.ToString(CultureInfo.InvariantCulture);
}
