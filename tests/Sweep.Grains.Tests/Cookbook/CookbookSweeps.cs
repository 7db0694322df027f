using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Cookbook;

/// <summary>The page's two sweeps: trained for real, on silos and at times that are made up.</summary>
internal static class CookbookSweeps
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Numbers that fail in the end, and how often a silo was lost with a number.</summary>
    private static readonly long[] Failing = [5];

    private static readonly (long Number, int Times)[] Lost = [(4, 1), (5, 5)];

    private const string LostSilo = "node-b/4242/1";

    public static async Task FillAsync(ISweepStore store, SweepSpec spec, CancellationToken cancellation)
    {
        await FillAsync(store, spec, Failing, Lost, cancellation);
        var wide = spec with
        {
            Name = $"{spec.Name}-wide",
            Parameters = [.. spec.Parameters.Select(parameter => parameter.Name == PerceptronParameters.Hidden
                ? PerceptronParameters.Counts(PerceptronParameters.Hidden, [8]) : parameter)],
        };
        await FillAsync(store, wide, [], [], cancellation);
    }

    private static async Task FillAsync(
        ISweepStore store, SweepSpec spec, long[] failing, (long Number, int Times)[] lost, CancellationToken cancellation)
    {
        var sweep = await TestSweeps.SubmitAsync(store, spec);
        var owned = await store.TryAcquireAsync(sweep.Id, "owner", TimeSpan.FromMinutes(1), null, cancellation);
        foreach (var (number, times) in lost)
        {
            for (var k = 0; k < times; k++)
            {
                var lease = new LeaseRecord(
                    Guid.CreateVersion7(), sweep.Id, SiloKey.Parse("silo-b"), [new NumberRange(number, number + 1)], owned.Sweep!.Epoch, Start, Start.AddSeconds(30));
                await store.GrantLeasesAsync([lease], owned.Sweep.Epoch, cancellation);
                await store.EndLeasesAsync([lease.Id], new LeaseLoss(LossCause.SiloLost, $"{SiloKey.Parse(LostSilo).Describe()} died"), cancellation);
            }
        }

        var space = new SearchSpace(spec);
        var trials = Enumerable.Range(0, (int)space.PlannedTrials).Select(number =>
        {
            var attempt = 1 + lost.FirstOrDefault(entry => entry.Number == number).Times;
            return failing.Contains(number) ? Fail(sweep.Id, space, number, attempt - 1) : Train(sweep.Id, space, number, attempt);
        });
        await store.CommitAsync([.. trials], [], cancellation);
        await store.CompleteAsync(sweep.Id, owned.Sweep!.Epoch, cancellation);
    }

    private static FinishedTrial Train(Guid sweep, SearchSpace space, int number, int attempt)
    {
        var trial = space.TrialAt(number);
        using var run = new TrainingRun(space.PlanFor(trial));
        while (!run.Advance(run.Plan.Point.Iterations, CancellationToken.None))
        {
        }

        var silo = number % 3 == 0 ? "silo-b" : "silo-a";
        var seconds = (double)run.Plan.Point.Iterations * run.Plan.Point.Samples * (silo == "silo-b" ? 30e-9 : 20e-9);
        return Finish(sweep, trial, attempt, silo, seconds, run.Result());
    }

    private static FinishedTrial Fail(Guid sweep, SearchSpace space, int number, int attempts) => FinishedTrial.GivenUp(
        sweep, space.Spec.Trainer, space.TrialAt(number), attempts, Start.AddSeconds(2 * (number + 1)),
        new TrialLosses(attempts, attempts, attempts, TrialLosses.MostDeathsAlone).Verdict);

    private static FinishedTrial Finish(
        Guid sweep, TrialDefinition trial, int attempt, string silo, double seconds, TrainingResult result)
    {
        var finished = Start.AddSeconds(2 * (trial.Number + 1));
        return new FinishedTrial
        {
            SweepId = sweep,
            Trial = trial,
            ContentKey = ContentKey.Of(TrainerSpec.Perceptron, trial),
            State = TrialState.Completed,
            Attempt = attempt,
            Silo = silo,
            Slot = (int)(trial.Number % 2),
            StartedAt = finished.AddSeconds(-seconds),
            FinishedAt = finished,
            TrainSeconds = seconds,
        }
        .With(result.ToTrialResult());
    }
}
