using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class MemoryBudgetTests
{
    private const long Mega = 1 << 20;

    private static readonly Guid One = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryBudget _budget;

    public MemoryBudgetTests() => _budget = new MemoryBudget(new MemoryRoom(100 * Mega, 200 * Mega), _time);

    [Theory]
    [InlineData(60, 0)]
    [InlineData(10, 120)]
    public void TryTake_BeyondHeapOrTotal_WaitsUntilSomeIsGivenBack(long managed, long native)
    {
        var need = Need(managed, native);
        Assert.True(_budget.TryTake(One, need));
        Assert.False(_budget.TryTake(One, need));
        _budget.Give(need);
        Assert.True(_budget.TryTake(One, need));
    }

    [Fact]
    public void TryTake_WhileALargeTrialWaits_LetsOnlySmallOnesPast()
    {
        Assert.True(_budget.TryTake(One, Need(60)));
        Assert.False(_budget.TryTake(Other, Need(90)));
        Assert.False(_budget.TryTake(One, Need(10)));
        Assert.True(_budget.TryTake(One, Need(1)));
        _budget.Give(Need(61));
        Assert.True(_budget.TryTake(Other, Need(90)));
        Assert.True(_budget.TryTake(One, Need(10)));
    }

    [Fact]
    public void Give_WhileATrialWaits_WakesAll()
    {
        var woken = 0;
        _budget.Join(One, () => woken++);
        _budget.Join(Other, () => woken++);
        Assert.True(_budget.TryTake(One, Need(60)));
        _budget.Give(Need(10));
        Assert.Equal(0, woken);
        Assert.False(_budget.TryTake(Other, Need(90)));
        _budget.Give(Need(50));
        Assert.Equal(2, woken);
    }

    [Fact]
    public void Leave_OfWhoWaits_LetsTheOthersIn()
    {
        Assert.True(_budget.TryTake(One, Need(60)));
        Assert.False(_budget.TryTake(Other, Need(90)));
        _budget.Leave(Other);
        Assert.True(_budget.TryTake(One, Need(10)));
    }

    [Fact]
    public void NoteShortage_ForAWhile_FewerShareAndTheLargestStillGetsInAlone()
    {
        _budget.NoteShortage();
        Assert.True(_budget.TryTake(One, Need(60)));
        Assert.False(_budget.TryTake(One, Need(20)));
        _budget.Give(Need(60));
        Assert.True(_budget.TryTake(One, Need(95)));
        _budget.Give(Need(95));
        _time.Advance(TimeSpan.FromMinutes(1.1));
        Assert.True(_budget.TryTake(One, Need(60)));
        Assert.True(_budget.TryTake(One, Need(20)));
    }

    private static MemoryNeed Need(long managed, long native = 0) => new(managed * Mega, native * Mega);
}
