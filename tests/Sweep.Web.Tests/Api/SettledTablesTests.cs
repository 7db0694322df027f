using Sweep.Core.Sweeps;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Web.Api;
using Sweep.Web.Tests.Fakes;

namespace Sweep.Web.Tests.Api;

public sealed class SettledTablesTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly SettledTables _tables;
    private int _made;

    public SettledTablesTests() => _tables = new SettledTables(new CountedWatches(null!)
    {
        Top = (sweep, query) =>
        {
            _made++;
            return new SweepTop(sweep, query.By, [], TrialTotals.None, IsOfLongest: false);
        },
    });

    [Theory]
    [InlineData(SweepState.Completed, 1)]
    [InlineData(SweepState.Cancelled, 1)]
    [InlineData(SweepState.Running, 2)]
    [InlineData(SweepState.Paused, 2)]
    [InlineData(SweepState.Failed, 2)]
    public async Task Read_Twice_MakesItOnceWhereRowsStay(SweepState state, int made)
    {
        var sweep = Sweep(state);
        for (var k = 0; k < 2; k++)
            await _tables.ReadAsync(sweep, "one", new TopQuery("pattern", 10), _cancellation);
        Assert.Equal(made, _made);
    }

    [Fact]
    public async Task Read_AnotherQueryVersionOrSweep_MakesAnother()
    {
        var (sweep, query) = (Sweep(SweepState.Completed), new TopQuery("pattern", 10));
        await _tables.ReadAsync(sweep, "one", query, _cancellation);
        await _tables.ReadAsync(sweep, "two", query, _cancellation);
        await _tables.ReadAsync(sweep, "one", query with { IncludePruned = true }, _cancellation);
        await _tables.ReadAsync(Sweep(SweepState.Completed), "one", query, _cancellation);
        Assert.Equal("samples", (await _tables.ReadAsync(sweep, "one", query with { By = "samples" }, _cancellation)).By);
        Assert.Equal(5, _made);
    }

    private static SweepRecord Sweep(SweepState state) =>
        new(Guid.CreateVersion7(), "one", "", "{}", "", null, state, null, 2, 10, 0, null, null, 1, DateTimeOffset.UnixEpoch, null);
}
