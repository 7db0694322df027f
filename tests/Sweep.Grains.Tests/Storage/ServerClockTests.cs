using Sweep.Storage.Postgres;

namespace Sweep.Grains.Tests.Storage;

public sealed class ServerClockTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.9, 0)]
    [InlineData(-0.9, 0)]
    [InlineData(3600, 3600)]
    [InlineData(-1200, -1200)]
    public void Correct_MachineThatIsOffTheServer_GoesByTheServer(double ahead, double expected) =>
        Assert.Equal(Now.AddSeconds(expected), ServerClock.Correct(Now, Now, Now.AddSeconds(ahead)));
}
