using System.Globalization;
using Sweep.Core.Curves;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Texts;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service.Sweeps;

/// <summary>Which trials are trained again while somebody waits.</summary>
public static class RetrainRules
{
    /// <summary>Work of one, in the units of <see cref="TrialCost"/>: seconds of one core.</summary>
    public const double MostCost = 1e9;

    /// <summary>Memory of one.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>Why a trial is not; null where it is.</summary>
    public static Problem? Check(SweepRecord sweep, TrialRecord trial) => Check(sweep, trial, MostCost);

    internal static Problem? Check(SweepRecord sweep, TrialRecord trial, double mostCost)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trial);
        if (!sweep.Spec.Trainer.IsPerceptron)
            return new("trainer", sweep.Spec.Trainer.Name, "is not the perceptron: only its trials are trained again here");
        if (trial.State == TrialState.Failed || trial.TrainedIterations < 1)
            return new("state", trial.State.ToName(), "leaves no result that could be had again");
        if (sweep.Numerics != Numerics.Version)
        {
            return new(
                "numerics", Number(sweep.Numerics), $"is not {Number(Numerics.Version)}, that of this server: the same seeds would give other bits",
                "take the version of Sweep that trained it");
        }

        var planned = PlannedTrial.Of(sweep, trial);
        var data = planned.Data;
        var point = PerceptronPoint.OfData(planned.Point) with { Iterations = trial.TrainedIterations };
        var cost = TrialCost.Of(point, data?.Features ?? 2);
        if (cost > mostCost)
        {
            return new(
                "samples × iterations", $"{Number(point.Samples)} × {Number(point.Iterations)}",
                $"is too much to be trained while somebody waits, with {Number(point.Hidden)} hidden units {Number(cost / mostCost)} times as much as is",
                "train it by its command");
        }

        var bytes = MemoryNeed.Of(point, point.Iterations, CurveEncoding.Pieces, resumes: false, data).Total;
        return bytes > MostBytes
            ? new("samples", Number(point.Samples), $"takes {Number(bytes >> 20)} MiB to train, and {Number(MostBytes >> 20)} are given to a page", "train it by its command")
            : null;
    }

    private static string Number(double value) => value.ToString(value < 100 ? "#,0.#" : "N0", CultureInfo.InvariantCulture);
}
