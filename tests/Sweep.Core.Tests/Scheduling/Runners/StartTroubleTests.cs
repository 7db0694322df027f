using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Scheduling.Runners;

namespace Sweep.Core.Tests.Scheduling.Runners;

public sealed class StartTroubleTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly StartTrouble _trouble;

    public StartTroubleTests() => _trouble = new StartTrouble(_time);

    [Fact]
    public void MayStart_TrialsLostOneAfterAnother_OneIsTriedEverLaterAndWithinABound()
    {
        var tries = 0;
        for (var second = 0.0; second < 60; second += 0.25)
        {
            if (_trouble.MayStart(inFlight: 0))
            {
                tries++;
                _trouble.Failed("refused");
            }

            Assert.False(_trouble.MayStart(inFlight: 1));
            _time.Advance(TimeSpan.FromSeconds(0.25));
        }

        Assert.InRange(tries, 8, 13);
    }

    [Fact]
    public void Reason_SomeLostInARow_IsSaidUntilOneSucceeds()
    {
        for (var lost = 1; lost < StartTrouble.Unable; lost++)
        {
            _trouble.Failed("refused");
            Assert.Null(_trouble.Reason);
        }

        _trouble.Failed("refused again");
        Assert.Equal("the last 3 trials could not be run: refused again", _trouble.Reason);
        _trouble.Succeeded();
        Assert.Null(_trouble.Reason);
        Assert.True(_trouble.MayStart(inFlight: 100));
    }
}
