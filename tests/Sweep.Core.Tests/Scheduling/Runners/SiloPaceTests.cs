using Sweep.Core.Scheduling.Runners;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class SiloPaceTests
{
    [Fact]
    public void Usual_BeforeAnythingWasMeasured_IsNotKnown()
    {
        var pace = new SiloPace(0.5);
        Assert.Equal(0.5, pace.SecondsPerCost);
        Assert.Null(pace.Usual);
    }

    [Fact]
    public void Note_ManyAlike_BothSettleAtTheirPace()
    {
        var pace = new SiloPace(0.5);
        pace.Note(cost: 10, seconds: 0.1);
        Assert.Equal(0.01, pace.Usual);
        for (var trial = 0; trial < 100; trial++)
            pace.Note(cost: 10, seconds: 0.1);
        Assert.Equal(0.01, pace.SecondsPerCost, 1e-4);
    }

    [Fact]
    public void Note_OneFarSlower_HardlyMovesWhatIsUsual()
    {
        var pace = new SiloPace(0.01);
        for (var trial = 0; trial < 10; trial++)
            pace.Note(cost: 10, seconds: 0.1);
        pace.Note(cost: 10, seconds: 1000);
        Assert.InRange(pace.Usual!.Value, 0.0101, 0.0131);
    }
}
