using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class LeasedWorkTests
{
    private static readonly SearchSpace Space = new(new SweepSpec(
        "work",
        [
            new Parameter.Patterns([Pattern.Circle]),
            new Parameter.LearningRates([0.001]),
            new Parameter.Counts(ParameterName.Iterations, [10]),
            new Parameter.Counts(ParameterName.Samples, [10]),
            new Parameter.Counts(ParameterName.Hidden, [4]),
        ],
        Replicates: 100));

    private readonly LeasedWork _work = new(Space);

    [Fact]
    public void Next_RunsOfTwoLeases_GivesEachNumberInOrder()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        _work.Add(Grant(one, [new(0, 2), new(5, 6)], new Dictionary<long, int> { [5] = 2 }, [1]));
        _work.Add(Grant(two, [new(7, 9)]));
        Assert.Equal(500, _work.WaitingCost);
        var taken = new List<LeasedTrial>();
        while (_work.Next is { } next)
        {
            taken.Add(next);
            _work.Take();
        }

        Assert.Equal(
            [(one, 0L, 1, false), (one, 1, 1, true), (one, 5, 3, false), (two, 7, 1, false), (two, 8, 1, false)],
            taken.Select(trial => (trial.Lease, trial.Definition.Number, trial.Attempt, trial.HasCheckpoint)));
        Assert.All(taken, trial => Assert.Equal(Space.TrialAt(trial.Definition.Number), trial.Definition));
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

    private static LeaseGrant Grant(Guid lease, NumberRange[] numbers, Dictionary<long, int>? lost = null, long[]? checkpointed = null) =>
        new(lease, numbers) { LostAttempts = lost, Checkpointed = checkpointed ?? [] };
}
