using CsCheck;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Scheduling;

public sealed class SiloPresencesTests
{
    private static readonly LeaseTerms Terms = new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5));

    [Fact]
    public void SlotsPulling_WhateverWasHeardAndHoweverLongAgo_AreThoseOfTheSilosThatStillPull() => Gen
        .Select(Gen.Int[0, 5], Gen.Int[1, 4], Gen.Int[0, 3_000], Gen.Int[0, 9])
        .Array[1, 60]
        .Sample(steps =>
        {
            var (presences, now) = (new SiloPresences(Terms), TimeSpan.Zero);
            foreach (var (silo, slots, later, kind) in steps)
            {
                now += TimeSpan.FromMilliseconds(later);
                var key = SiloKey.Parse($"{silo}/1/1");
                if (kind == 0)
                    presences.Forget(key);
                else if (kind == 1)
                    presences.Expect(key, now);
                else
                    presences.Hear(new SiloPull(key, 1, [], now.Ticks) { Slots = slots }, now);
                if (presences.SlotsPulling(now) != presences.Pulling(now).Sum(pull => pull.Slots))
                    return false;
            }

            return true;
        });

    [Fact]
    public void PullTimeout_ManySilos_IsSomeOfTheirHeartbeats()
    {
        var presences = new SiloPresences(Terms);
        Assert.Equal(Terms.PullTimeout, presences.PullTimeout);
        for (var silo = 0; silo < 500; silo++)
            presences.Expect(SiloKey.Parse($"{silo}/1/1"), TimeSpan.Zero);
        Assert.Equal(3 * ClusterPace.Of(500).Heartbeat, presences.PullTimeout);
    }
}
