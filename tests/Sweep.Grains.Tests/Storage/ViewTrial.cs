using System.Numerics;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

/// <summary>A trial as far as the convergence view sees it; not reached where <paramref name="Reached"/> is 0 or never came.</summary>
internal sealed record ViewTrial(
    Pattern Pattern, int Rate, int Samples, int Iterations, uint Replicate, int Trained, int Reached, TrialState State)
{
    /// <summary>Where any of these trials has its place.</summary>
    public static SearchSpace Space { get; } = new(new SweepSpec(
        "views",
        [
            PerceptronParameters.Patterns(Pattern.Circle, Pattern.Diamond),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, 4, 1, 8, 2, 3, 5, 6, 7),
            PerceptronParameters.LearningRates(0.001, 0.002, 0.003),
            PerceptronParameters.Counts(PerceptronParameters.Samples, 1, 2),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, 4),
        ],
        Replicates: 12));

    public long Number => Space.NumberOf(Point, Replicate);

    private PerceptronPoint Point => new(Pattern, Space.Spec.Find(PerceptronParameters.LearningRate)!.Values[Rate - 1].Real, Iterations, Samples, 4);

    private int? ReachedAt => Reached > 0 && Reached <= Trained ? Reached : null;

    private double BestLoss => 1.0 / (1 + Rate + Trained);

    public FinishedTrial ToFinished(Guid sweep)
    {
        var number = Number;
        if (State == TrialState.Failed)
            return Storage.Samples.Failed(sweep, number) with { Trial = Definition(number) };
        return Storage.Samples.Completed(sweep, number) with
        {
            State = State,
            Trial = Definition(number),
            TrainedIterations = Trained,
            ReachedAt = ReachedAt,
            ConvergedAt = null,
            BestLoss = BestLoss,
        };
    }

    public TrialOutcome ToOutcome() => new(Definition(0).Point, Replicate, Trained, ReachedAt, BestLoss) { FirstNumber = Number - Replicate };

    /// <summary>The view's rows by the definitions, plainly: the survival as a fraction of integers.</summary>
    public static List<ViewRow> Converge(IEnumerable<ViewTrial> trials) =>
    [
        .. trials
            .Where(trial => trial.State == TrialState.Completed)
            .GroupBy(trial => (trial.Pattern, trial.Rate, trial.Samples, trial.Replicate))
            .Select(run => run.OrderByDescending(trial => trial.Trained).ThenByDescending(trial => trial.Iterations).First())
            .GroupBy(trial => trial.Pattern.ToName())
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => RowOf(group.Key, [.. group])),
    ];

    private static ViewRow RowOf(string pattern, List<ViewTrial> runs)
    {
        var reached = runs.Count(run => run.ReachedAt is not null);
        return new ViewRow(
            pattern, runs.Count, reached, MedianOf(runs), runs.Min(run => run.ReachedAt), runs.Min(run => run.BestLoss), (double)reached / runs.Count);
    }

    private static int? MedianOf(List<ViewTrial> runs)
    {
        var (survivors, all) = (BigInteger.One, BigInteger.One);
        foreach (var time in runs.Select(run => run.ReachedAt).OfType<int>().Distinct().Order())
        {
            var atRisk = runs.Count(run => (run.ReachedAt ?? run.Trained) >= time);
            survivors *= atRisk - runs.Count(run => run.ReachedAt == time);
            all *= atRisk;
            if (2 * survivors <= all)
                return time;
        }

        return null;
    }

    private TrialDefinition Definition(long number) =>
        new(number, Point, Replicate, Replicate, 1241 + Replicate);
}
