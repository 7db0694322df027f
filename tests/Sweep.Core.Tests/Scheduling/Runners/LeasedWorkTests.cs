using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class LeasedWorkTests
{
    private static readonly SearchSpace Space = new(new SweepSpec(
        "work",
        [
            PerceptronParameters.Patterns([Pattern.Circle]),
            PerceptronParameters.LearningRates([0.001]),
            PerceptronParameters.Counts(PerceptronParameters.Iterations, [10]),
            PerceptronParameters.Counts(PerceptronParameters.Samples, [10]),
            PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
        ],
        Replicates: 100));

    private readonly LeasedWork _work = new(Space);

    [Fact]
    public void Next_RunsOfTwoLeases_GivesEachNumberInOrder()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        _work.Add(Grant(one, [new(0, 2), new(5, 6)], new Dictionary<long, int> { [5] = 2 }, [1]));
        _work.Add(Grant(two, [new(7, 9)]) with { Alone = true });
        Assert.Equal(500, _work.WaitingCost);
        var taken = new List<LeasedRun>();
        while (_work.Next is { } next)
        {
            taken.Add(next);
            _work.Take();
        }

        Assert.Equal(
            [(one, 0L, 1, false, false), (one, 1, 1, true, false), (one, 5, 3, false, false), (two, 7, 1, false, true), (two, 8, 1, false, true)],
            taken.Select(run => (run.Lease, run.Longest.Number, run.Attempt, run.HasCheckpoint, run.Alone)));
        Assert.All(taken, run => Assert.Equal(Space.TrialAt(run.Longest.Number), Assert.Single(run.Trials)));
        Assert.Equal(0, _work.WaitingCost);
        Assert.Equal(0, _work.Count);
    }

    [Fact]
    public void Clear_PartlyStarted_TellsWhatIsLeftOfEachLease()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        _work.Add(Grant(one, [new(0, 3), new(5, 6)]));
        _work.Add(Grant(two, [new(7, 9)]));
        _work.Take();
        Assert.Equal([(one, 3L), (two, 2L)], _work.Clear());
        Assert.Empty(_work.Clear());
        Assert.Null(_work.Next);
        Assert.Equal(0, _work.WaitingCost);
    }

    [Fact]
    public void Next_RunsOfSeveralTrials_GivesEachWithWhatIsLeftOfItInOrderOfDispatch()
    {
        var space = new SearchSpace(new SweepSpec(
            "runs",
            [
                PerceptronParameters.Patterns([Pattern.Circle]),
                PerceptronParameters.LearningRates([0.001]),
                PerceptronParameters.Counts(PerceptronParameters.Iterations, [30, 10, 20]),
                PerceptronParameters.Counts(PerceptronParameters.Samples, [10, 50]),
                PerceptronParameters.Counts(PerceptronParameters.Hidden, [4]),
            ],
            Replicates: 2));
        var work = new LeasedWork(space);
        var lease = Guid.NewGuid();
        work.Add(Grant(lease, [new(0, 1), new(3, 5), new(6, 8), new(10, 12)], new Dictionary<long, int> { [6] = 1, [10] = 2 }, [3, 6]));
        Assert.Equal((20 * 50) + (30 * 50) + (30 * 10), work.WaitingCost);
        Assert.Equal(3, work.Count);
        var taken = new List<LeasedRun>();
        for (; work.Next is { } next; work.Take())
            taken.Add(next);
        Assert.Equal([[6, 10], [7, 11, 3], [4, 0]], taken.Select(run => run.Trials.Select(trial => trial.Number)));
        Assert.Equal(
            [(10L, 3, false, 1000.0), (3, 1, true, 1500), (0, 1, false, 300)],
            taken.Select(run => (run.Longest.Number, run.Attempt, run.HasCheckpoint, run.Cost)));
        Assert.All(taken.SelectMany(run => run.Trials), trial => Assert.Equal(space.TrialAt(trial.Number), trial));
        Assert.Equal((0, 0), (work.WaitingCost, work.Count));
        work.Add(Grant(lease, [new(0, 12)]));
        work.Take();
        Assert.Equal((3, 1500 + 600), (work.Count, work.WaitingCost));
        Assert.Equal([(lease, 9L)], work.Clear());
        Assert.Equal((0, 0), (work.WaitingCost, work.Count));
    }

    private static LeaseGrant Grant(Guid lease, NumberRange[] numbers, Dictionary<long, int>? lost = null, long[]? checkpointed = null) =>
        new(lease, numbers) { LostAttempts = lost, Checkpointed = checkpointed ?? [] };
}
