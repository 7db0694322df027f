using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Grains.Hosting;
using Sweep.Grains.Sweeps;

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
    public void TryTake_RunsOfTwoLeases_GivesEachNumberInOrder()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        _work.Add(new LeaseOffer(one, [0, 5], [2, 6], new Dictionary<long, int> { [5] = 2 }));
        _work.Add(new LeaseOffer(two, [7], [9], new Dictionary<long, int>()));
        Assert.Equal(500, _work.WaitingCost);
        var taken = new List<(Guid, long, int)>();
        while (_work.TryTake(out var lease, out var number, out var attempt))
            taken.Add((lease, number, attempt));
        Assert.Equal([(one, 0, 1), (one, 1, 1), (one, 5, 3), (two, 7, 1), (two, 8, 1)], taken);
        Assert.Equal(0, _work.WaitingCost);
        Assert.True(_work.IsEmpty);
    }

    [Fact]
    public void Clear_PartlyStarted_TellsWhatIsLeftOfEachLease()
    {
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        _work.Add(new LeaseOffer(one, [0, 5], [3, 6], new Dictionary<long, int>()));
        _work.Add(new LeaseOffer(two, [7], [9], new Dictionary<long, int>()));
        Assert.True(_work.TryTake(out _, out _, out _));
        Assert.Equal([(one, 3L), (two, 2L)], _work.Clear());
        Assert.False(_work.TryTake(out _, out _, out _));
        Assert.Equal(0, _work.WaitingCost);
    }
}
