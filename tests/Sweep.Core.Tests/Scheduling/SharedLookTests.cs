using CsCheck;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

public sealed class SharedLookTests
{
    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(0, 0.9, 2)]
    [InlineData(1, 0.1, 2)]
    [InlineData(2, 0.9, 2)]
    [InlineData(3, 0.5, 3)]
    [InlineData(30, 0, 15)]
    [InlineData(30, 0.5, 30)]
    [InlineData(100, 1, 150)]
    [InlineData(1_000, 0.5, 300)]
    public void Pause_OfSoManySilos_IsAsLongAsOthersLookMeanwhile(int silos, double chance, double seconds) =>
        Assert.Equal(seconds, SharedLook.Pause(Alone, silos, chance).TotalSeconds, 1e-9);

    [Fact]
    public void Pause_LongerThanAnySilosWait_IsKept() => Assert.Equal(TimeSpan.FromHours(1), SharedLook.Pause(TimeSpan.FromHours(1), 1_000, 0.7));

    [Fact]
    public void Pause_OfAnyCluster_LetsAllTogetherLookAtMostTwiceInTheTimeOfOne() =>
        Gen.Select(Gen.Int[3, 300], Gen.Int[0, 1 << 30]).Sample((silos, seed) =>
        {
            var random = new Random(seed);
            const int Seconds = 20_000;
            var looks = 0;
            for (var silo = 0; silo < silos; silo++)
                for (var at = 0.0; at < Seconds; at += SharedLook.Pause(Alone, silos, random.NextDouble()).TotalSeconds)
                    looks++;

            // Twice in two seconds, but for the first look of each and what chance does.
            return looks < Seconds * 1.1 + silos;
        }, iter: 50);
}
