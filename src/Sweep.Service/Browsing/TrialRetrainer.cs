using Sweep.Core.Analysis;
using Sweep.Core.Data;
using Sweep.Core.Texts;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service.Browsing;

/// <summary>
/// Trains trials of the perceptron again, as they were, for who looks at what they have learnt: the store keeps no weights. One at a time, on a thread of its
/// own, so that lookers cost one core at most; whoever goes away stops theirs.
/// </summary>
/// <param name="store">Has data sets.</param>
/// <param name="mostCost">Work of one.</param>
internal sealed class TrialRetrainer(IDataSetStore store, double mostCost = RetrainRules.MostCost)
{
    /// <summary>More make no other picture.</summary>
    private const int MostShown = 4_000;

    /// <summary>Along each side of a plane.</summary>
    private const int Nodes = 101;

    private SemaphoreSlim Turn { get; } = new(1, 1);

    public async Task<Answer<RetrainedTrial>> RetrainAsync(SweepRecord sweep, TrialRecord trial, CancellationToken cancellation)
    {
        if (RetrainRules.Check(sweep, trial, mostCost) is { } problem)
            return new Refusal(RefusalKind.NotAllowed, problem);
        var planned = PlannedTrial.Of(sweep, trial);
        await Turn.WaitAsync(cancellation);
        try
        {
            DataSource? source = null;
            if (planned.Data is { } data)
            {
                if (await store.ReadDataTableAsync(data.Hash, cancellation) is not { } table)
                    return new Refusal(RefusalKind.NotFound, new Problem("data set", data.Hash, "is no longer in the database", "add its file again (`sweep data add`)"));
                source = new DataSource(table, planned.Scale);
            }

            return await Task.Factory.StartNew(
                () => Retrain(sweep, planned, trial, source, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static RetrainedTrial Retrain(
        SweepRecord sweep, TrialDefinition planned, TrialRecord trial, DataSource? source, CancellationToken cancellation)
    {
        // Its curve is stored: none is recorded again.
        var whole = PerceptronTrainer.PlanOf(planned, sweep.Spec.Objective, sweep.Spec.Target, trial.TrainedIterations, source);
        var plan = whole with { Point = whole.Point with { Iterations = trial.TrainedIterations } };
        using var run = new TrainingRun(plan);
        run.Advance(trial.TrainedIterations, cancellation);
        var result = run.Result();
        var data = plan.Data();
        var probabilities = PerceptronPrediction.Predict(data, result.HiddenWeights, result.OutputWeights);
        var kinds = new PredictionKind[data.Samples];
        for (var k = 0; k < kinds.Length; k++)
            kinds[k] = Confusion.KindOf(data.Labels[k], probabilities[k]);
        var shown = Math.Min(MostShown, data.Samples);
        return new RetrainedTrial
        {
            IsAsStored = IsSame(trial.FinalLoss, result.FinalLoss) && IsSame(trial.FinalAccuracy, result.FinalAccuracy)
                && IsSame(trial.BestLoss, result.BestLoss),
            FinalLoss = result.FinalLoss,
            Confusion = Confusion.Of(kinds),
            Shown = data.First(shown),
            Kinds = kinds[..shown],
            Axes = source is null ? ["x₁", "x₂"] : [.. source.Table.Features.Select(name => NameOf(name, source.Scale))],
            Plane = data.Features == DecisionPlane.Features
                ? DecisionPlane.Of(data, isPattern: source is null, result.HiddenWeights, result.OutputWeights, Nodes)
                : null,
        };
    }

    // A database may keep what is no number as it likes.
    private static bool IsSame(double? stored, double now) => stored is { } kept && double.IsFinite(kept)
        ? BitConverter.DoubleToInt64Bits(kept) == BitConverter.DoubleToInt64Bits(now)
        : !double.IsFinite(now);

    private static string NameOf(string feature, FeatureScale scale) => scale == FeatureScale.None ? feature : $"{feature} ({scale.ToName()})";
}
