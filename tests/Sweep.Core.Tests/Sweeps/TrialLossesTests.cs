using CsCheck;
using Sweep.Core.Scheduling;

namespace Sweep.Core.Tests.Sweeps;

public sealed class TrialLossesTests
{
    private static readonly Gen<LostAttempt[]> Histories = Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Bool)
        .Array[0, 12]
        .Select(all => all.Select((a, k) => new LostAttempt(k + 1, (LossCause)a.Item1, a.Item2, a.Item3)).ToArray());

    [Fact]
    public void Isolation_EachFurtherDeath_IsStricter()
    {
        Assert.Equal(Isolation.Shared, Of().Isolation);
        Assert.Equal(Isolation.OwnLease, Of(Death()).Isolation);
        Assert.Equal(Isolation.Alone, Of(Death(), Death()).Isolation);
        Assert.Equal(Isolation.OwnLease, Of(Death(), Death(), Death(alone: true, progressed: true)).Isolation);
    }

    [Fact]
    public void IsQuarantined_ThreeDeathsAlone_IsTrue()
    {
        Assert.False(Of(Death(), Death(), Death(true), Death(true)).IsQuarantined);
        Assert.True(Of(Death(), Death(), Death(true), Death(true), Death(true)).IsQuarantined);
    }

    [Fact]
    public void IsQuarantined_FewHangsAndEvictions_DoNotCount() =>
        Histories.Sample(
            history => Assert.False(TrialLosses.Of(history.Where(a => a.Cause != LossCause.SiloLost).Take(TrialLosses.MostLossesInARow - 1)).IsQuarantined));

    [Fact]
    public void IsQuarantined_AnyHistory_NeedsThreeDeathsAloneOrTenOtherLossesSinceTheLastProgress() =>
        Histories.Sample(history =>
        {
            var since = history.SkipWhile(a => history.Any(b => b.Progressed && b.Attempt > a.Attempt)).Where(a => !a.Progressed);
            var counted = since.Count(a => a is { Alone: true, Cause: LossCause.SiloLost });
            var losses = TrialLosses.Of(history.Reverse());
            Assert.Equal(counted, losses.DeathsAlone);
            var lost = history.SkipWhile(a => history.Any(b => b.Progressed && b.Attempt > a.Attempt)).Count(
                a => a is { Progressed: false, Cause: not LossCause.SiloLost });
            Assert.Equal(lost, losses.LostInARow);
            Assert.Equal(counted >= TrialLosses.MostDeathsAlone || lost >= TrialLosses.MostLossesInARow, losses.IsQuarantined);
            Assert.Equal(history.Length, losses.Attempts);
        });

    private static (bool Alone, bool Progressed) Death(bool alone = false, bool progressed = false) => (alone, progressed);

    [Fact]
    public void Of_TrialsLostInARow_RestEverLongerAndAreGivenUpInTheEnd()
    {
        var pauses = Enumerable.Range(0, TrialLosses.MostLossesInARow)
            .Select(count => TrialLosses.Of(Enumerable.Range(1, count).Select(k => new LostAttempt(k, LossCause.TrialLost, false, false))))
            .Select(losses => (losses.IsQuarantined, losses.Pause.TotalSeconds));
        Assert.Equal([0, 0.5, 1, 2, 4, 8, 16, 30, 30, 30], pauses.Select(pause => pause.TotalSeconds));
        Assert.DoesNotContain(pauses, pause => pause.IsQuarantined);
        Assert.True(TrialLosses.Of
            (Enumerable.Range(1, 10).Select(k => new LostAttempt(k, k % 2 == 0 ? LossCause.TrialLost : LossCause.SiloHung, false, false))).IsQuarantined);
        Assert.False(TrialLosses.Of(Enumerable.Range(1, 30).Select(k => new LostAttempt(k, LossCause.TrialLost, false, k % 9 == 0))).IsQuarantined);
    }

    private static TrialLosses Of(params (bool Alone, bool Progressed)[] deaths) =>
        TrialLosses.Of(deaths.Select((d, k) => new LostAttempt(k + 1, LossCause.SiloLost, d.Alone, d.Progressed)));
}
