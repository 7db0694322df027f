using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Tests.Specs;
using Sweep.Core.Trainers;

namespace Sweep.Core.Tests.Scheduling;

public sealed class ReuseSourcesTests
{
    private static readonly SearchSpace Space = new(TestSpecs.Backprop);
    private static readonly SearchSpace FewerReplicates = new(TestSpecs.Backprop with { Replicates = 1 });
    private static readonly Guid First = Guid.CreateVersion7();
    private static readonly Guid Second = Guid.CreateVersion7();

    [Fact]
    public void Of_NumberThatTwoSweepsShare_IsBothInTheirOrderWithItsKey()
    {
        var sources = new ReuseSources(Space);
        sources.Add(First, FewerReplicates, isComplete: false);
        sources.Add(Second, Space, isComplete: false);
        var key = ContentKey.Of(TrainerSpec.Perceptron, Space.TrialAt(3));
        Assert.Equal([new(3, 0, First, 1, key), new(3, 0, Second, 3, key)], sources.Of(3));
        Assert.Equal([Second], sources.Of(4).Select(found => found.From));
    }

    [Fact]
    public void Add_SweepsThatAddNothing_AreLeftOut()
    {
        var sources = new ReuseSources(Space);
        sources.Add(Guid.NewGuid(), new SearchSpace(TestSpecs.Backprop with { Target = 1 }), isComplete: true);
        Assert.True(sources.IsEmpty);
        sources.Add(First, FewerReplicates, isComplete: true);
        sources.Add(Second, FewerReplicates, isComplete: true);
        Assert.Equal([First], sources.Of(0).Select(found => found.From));
        Assert.False(sources.IsFull);
        sources.Add(Second, Space, isComplete: true);
        Assert.Equal([First, Second], sources.Of(0).Select(found => found.From));
        Assert.True(sources.IsFull);
    }

    [Fact]
    public void Add_MoreThanAreLookedThrough_KeepsTheFirst()
    {
        var sources = new ReuseSources(Space);
        for (var k = 0; k < ReuseSources.Most; k++)
        {
            Assert.False(sources.IsFull);
            sources.Add(Guid.NewGuid(), Space, isComplete: false);
        }

        Assert.True(sources.IsFull);
        sources.Add(Second, Space, isComplete: true);
        Assert.Equal(ReuseSources.Most, sources.Of(0).Count());
    }

    [Fact]
    public void Batch_FewNumbers_IsAllOfThemWithTheirPlaces()
    {
        var sources = new ReuseSources(Space);
        sources.Add(First, FewerReplicates, isComplete: false);
        var batch = sources.Batch([3, 4, 6]);
        Assert.Equal([3, 4, 6], batch.Numbers);
        Assert.Equal([(3, 1), (6, 2)], batch.Places.Select(place => (place.Number, place.FromNumber)));
    }

    [Fact]
    public void Batch_MoreThanIsCopiedAtOnce_EndsThere()
    {
        const int Points = 1000;
        var many = new SearchSpace(DeskSpecs.Space(100_000, [Points]).Spec);
        var sources = new ReuseSources(many);
        sources.Add(First, many, isComplete: false);
        Assert.Equal(ReuseSources.MostPoints / Points, sources.Batch(Numbers(many)).Numbers.Count);
        for (var k = 1; k < ReuseSources.Most; k++)
            sources.Add(Guid.NewGuid(), many, isComplete: false);
        var batch = sources.Batch(Numbers(many));
        Assert.InRange(batch.Places.Count, ReuseSources.MostPlaces, ReuseSources.MostPlaces + ReuseSources.Most);
        Assert.Equal(batch.Places.Count, batch.Numbers.Count * ReuseSources.Most);
    }

    private static IEnumerable<long> Numbers(SearchSpace space)
    {
        for (var number = 0L; number < space.PlannedTrials; number++)
            yield return number;
    }
}
