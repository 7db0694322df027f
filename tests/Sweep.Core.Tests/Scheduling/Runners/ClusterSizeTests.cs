using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class ClusterSizeTests
{
    private readonly ClusterSize _cluster = new();

    [Fact]
    public void Pace_OfSeveralSweeps_IsThatOfTheOneThatMostSilosWorkOn()
    {
        var (small, large) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal(ClusterPace.Of(1), _cluster.Pace);
        _cluster.Note(small, 3);
        _cluster.Note(large, 200);
        Assert.Equal((ClusterPace.Of(200), ClusterPace.Of(3)), (_cluster.Pace, _cluster.PaceOf(small)));
        _cluster.Forget(large);
        Assert.Equal(ClusterPace.Of(3), _cluster.Pace);
    }

    /// <summary>The writer asks while runners come and go.</summary>
    [Fact]
    public async Task Pace_WhileTheLastSweepComesAndGoes_IsThatOfOneSiloOrOfItsOwn()
    {
        var sweep = Guid.NewGuid();
        var coming = Task.Run(
            () =>
            {
                for (var k = 0; k < 200_000; k++)
                {
                    _cluster.Note(sweep, 500);
                    _cluster.Forget(sweep);
                }
            },
            TestContext.Current.CancellationToken);
        while (!coming.IsCompleted)
            Assert.Contains(_cluster.Pace, new[] { ClusterPace.Of(1), ClusterPace.Of(500) });
        await coming;
    }
}
