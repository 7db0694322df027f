using System.Numerics;
using Sweep.Core.Analysis;
using Sweep.Core.Patterns;
using Sweep.Core.Trials;
using Sweep.Storage;

namespace Sweep.Grains.Tests.Storage;

/// <summary>A trial as far as the convergence view sees it; not reached where <paramref name="Reached"/> is 0 or never came.</summary>
internal sealed record ViewTrial(
    Pattern Pattern, int Rate, int Samples, int Iterations, uint Replicate, int Trained, int Reached, TrialState State)
{
    private int? ReachedAt => Reached > 0 && Reached <= Trained ? Reached : null;

    private double BestLoss => 1.0 / (1 + Rate + Trained);

    public FinishedTrial ToFinished(Guid sweep, long number)
    {
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

    public TrialOutcome ToOutcome() => new(Definition(0).Point, Replicate, Trained, ReachedAt, BestLoss);

    /// <summary>The view's rows by the definitions, plainly: the survival as a fraction of integers.</summary>
    public static List<ViewRow> Converge(IEnumerable<ViewTrial> trials) =>
    [
        .. trials
            .Select((trial, number) => (Trial: trial, Number: number))
            .Where(entry => entry.Trial.State != TrialState.Failed)
            .GroupBy(entry => (entry.Trial.Pattern, entry.Trial.Rate, entry.Trial.Samples, entry.Trial.Replicate))
            .Select(run => run.OrderByDescending(entry => entry.Trial.Trained).ThenByDescending(entry => entry.Trial.Iterations)
                .ThenBy(entry => entry.Number).First().Trial)
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
        new(number, new TrialPoint(Pattern, Rate * 0.001, Iterations, Samples, 4), Replicate, Replicate, 1241 + Replicate);
}
