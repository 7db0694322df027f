using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Grains.Contracts;
using Sweep.Grains.Leasing;

namespace Sweep.Grains.Tests.Hosting;

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
        _work.Add(Offer(one, [0, 5], [2, 6], new Dictionary<long, int> { [5] = 2 }, [1]));
        _work.Add(Offer(two, [7], [9]));
        Assert.Equal(500, _work.WaitingCost);
        var taken = new List<LeasedTrial>();
        while (_work.Next is { } next)
        {
            taken.Add(next);
            _work.Take();
        }

        Assert.Equal(
            [
                new(one, 0, 1, HasCheckpoint: false, Alone: false),
                new(one, 1, 1, HasCheckpoint: true, Alone: false),
                new(one, 5, 3, HasCheckpoint: false, Alone: false),
                new(two, 7, 1, HasCheckpoint: false, Alone: false),
                new(two, 8, 1, HasCheckpoint: false, Alone: false),
            ],
            taken);
        Assert.Equal(0, _work.WaitingCost);
        Assert.True(_work.IsEmpty);
    }

    [Fact]
    public void Clear_PartlyStarted_TellsWhatIsLeftOfEachLease()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        _work.Add(Offer(one, [0, 5], [3, 6]));
        _work.Add(Offer(two, [7], [9]));
        _work.Take();
        Assert.Equal([(one, 3L), (two, 2L)], _work.Clear());
        Assert.Null(_work.Next);
        Assert.Equal(0, _work.WaitingCost);
    }

    private static LeaseOffer Offer(Guid lease, long[] starts, long[] ends, Dictionary<long, int>? lost = null, long[]? checkpointed = null) =>
        new(lease, starts, ends, lost ?? [], checkpointed ?? [], Alone: false);
}
