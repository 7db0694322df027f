using Sweep.Core.Samplers.Adaptive;

namespace Sweep.Core.Tests.Samplers.Adaptive;

public sealed class SearchHistoryTests
{
    [Fact]
    public void Add_AnyOrder_StandsByNumber()
    {
        var history = new SearchHistory();
        foreach (var point in new[] { 4, 1, 3, 0, 2 })
            history.Add(new SearchResult(point, [1.0], default(double?)));
        foreach (var point in new[] { 3, 0, 1 })
            history.Add(new SearchResult(point, [1.0], point));

        Assert.Equal([0L, 1, 3], history.Finished.Select(result => result.Point));
        Assert.Equal([2L, 4], history.Running.Select(result => result.Point));
        Assert.Equal(2, history.Revision);
    }

    [Fact]
    public void Earlier_Results_StandBeforeAllPointsAndReviseNothing()
    {
        var history = new SearchHistory([new SearchResult(-2, [1.0], 5), new SearchResult(-1, [1.0], double.NaN)]);
        history.Add(new SearchResult(0, [1.0], 7));

        Assert.Equal([-2L, -1, 0], history.Finished.Select(result => result.Point));
        Assert.Equal((2, 0), (history.Earlier, history.Revision));
    }

    [Fact]
    public void Earlier_PointOfTheSearchOrOneThatRuns_IsRefused()
    {
        Assert.StartsWith("Point 0 is no result", Assert.Throws<ArgumentException>(() => new SearchHistory([new SearchResult(0, [1.0], 5)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SearchHistory([new SearchResult(-1, [1.0], default(double?))]));
    }

    [Fact]
    public void Add_AtTheEnd_RevisesNothing()
    {
        var history = new SearchHistory();
        history.Add(new SearchResult(0, [1.0], 5));
        history.Add(new SearchResult(1, [1.0], default(double?)));
        history.Add(new SearchResult(1, [1.0], double.NaN));

        Assert.Equal(0, history.Revision);
        Assert.True(history.Finished[1].IsFailed);
        Assert.False(history.Finished[0].IsFailed);
    }

    [Fact]
    public void Add_PointThatIsThere_IsRefused()
    {
        var history = new SearchHistory();
        history.Add(new SearchResult(0, [1.0], 5));
        history.Add(new SearchResult(1, [1.0], default(double?)));

        Assert.Equal("Point 0 is finished already. (Parameter 'result')", Assert.Throws<ArgumentException>(() => history.Add(new SearchResult(0, [1.0], 6))).Message);
        Assert.Equal("Point 1 runs already. (Parameter 'result')", Assert.Throws<ArgumentException>(() => history.Add(new SearchResult(1, [1.0], default(double?)))).Message);
    }
}
