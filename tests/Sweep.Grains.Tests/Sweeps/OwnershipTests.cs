using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Grains.Silos;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Sweeps;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Sweeps;

/// <summary>What an owner says to a store that is away, refuses, or has become another's, at the pace of its renewals.</summary>
public sealed class OwnershipTests
{
    private const int Planned = 3;
    private const string Other = "box/2/now/address";

    private static readonly SweepGrainOptions Terms = new();

    private readonly FakeTimeProvider _time = new();
    private readonly OneSweepStore _store = new(Row());
    private readonly OwnerCandidate _candidate;

    public OwnershipTests() => _candidate = new OwnerCandidate(
        _store.Sweep.Id, _store, _store, _store, _store, _store, _store, new SweepCatalog(_store),
        new SiloIdentity("box/1", SiloKey.Parse("box/1/now/address")),
        new LivingSilos(), new DrainSignal(), _time, Options.Create(Terms), NullLogger<SweepGrain>.Instance);

    [Fact]
    public async Task TakeUp_FailureTheStoreDoesNotKnow_IsToldBeforeTheSweepBeginsAgain()
    {
        var taken = await TakeAsync();
        Refuse(nameof(ISweepRegister.ChangeStateAsync), isTransient: false);
        await taken.FailAsync("disk full");
        _store.Asked.Clear();
        Assert.Equal(new OwnershipReply(false, SweepState.Failed, null, null, "disk full"), await _candidate.TakeUpAsync());
        Assert.Empty(_store.Asked);
        Assert.Equal(SweepState.Running, _store.Sweep.State);

        Answer();
        _time.Advance(Terms.RenewPeriod);
        Assert.Equal(new OwnershipReply(false, SweepState.Failed, null, null, null), await _candidate.TakeUpAsync());
        Assert.Equal((SweepState.Failed, "disk full"), (_store.Sweep.State, _store.Sweep.Error));
        Assert.False(taken.IsKept);
    }

    [Fact]
    public async Task TakeUp_StoreAwayWithAFailureOwed_DoesNotBeginAgain()
    {
        var taken = await TakeAsync();
        Refuse(nameof(IOwnerStore.RenewAsync), isTransient: true);
        await taken.FailAsync("disk full");
        await Assert.ThrowsAsync<StoreException>(_candidate.TakeUpAsync);
        Assert.Equal((SweepState.Failed, "disk full"), (taken.Progress().State, taken.Progress().Error));
    }

    [Fact]
    public async Task Renew_StoreRefusesTheFailureForGood_AsksLessAndLessOftenUntilItListens()
    {
        var taken = await TakeAsync();
        Refuse(nameof(ISweepRegister.ChangeStateAsync), isTransient: false);
        await taken.FailAsync("disk full");
        Assert.Equal([1, 3, 7, 15, 31, 63, 123, 183], await TellingSecondsAsync(taken, 200));
        Assert.Equal("refused", taken.Progress().StoreTrouble);

        Answer();
        Assert.Equal([243], await TellingSecondsAsync(taken, 300));
        Assert.Equal((SweepState.Failed, "disk full"), (_store.Sweep.State, _store.Sweep.Error));
        Assert.Null(taken.Progress().StoreTrouble);
    }

    [Fact]
    public async Task Renew_StoreIsAway_TellsTheFailureWithTheNextTick()
    {
        var taken = await TakeAsync();
        Refuse(nameof(ISweepRegister.ChangeStateAsync), isTransient: true);
        await taken.FailAsync("disk full");
        Assert.Equal([1, 2, 3, 4, 5], await TellingSecondsAsync(taken, 5));
        Answer();
        Assert.Equal([6], await TellingSecondsAsync(taken, 10));
        Assert.Equal(SweepState.Failed, _store.Sweep.State);
    }

    [Fact]
    public async Task Renew_EpochLost_NeitherRenewsNorFailsTheSweep()
    {
        var taken = await TakeAsync();
        LoseEpoch();
        await taken.RenewAsync(CancellationToken.None);
        Assert.False(taken.IsKept);
        Assert.Contains("was taken over by process 2 on box", taken.Progress().Error, StringComparison.Ordinal);

        _store.Asked.Clear();
        await taken.RenewAsync(CancellationToken.None);
        await taken.FailAsync("disk full");
        Assert.False(await taken.ReleaseAsync());
        Assert.Empty(_store.Asked);
        Assert.Equal(new OwnershipReply(false, SweepState.Running, Other, null, null), await _candidate.TakeUpAsync());
    }

    [Fact]
    public async Task Renew_EpochLostWithAFailureOwed_FailsNobodyElse()
    {
        var taken = await TakeAsync();
        Refuse(nameof(IOwnerStore.RenewAsync), isTransient: true);
        await taken.FailAsync("disk full");
        LoseEpoch();
        Answer();
        Assert.Empty(await TellingSecondsAsync(taken, 5));
        Assert.Equal((SweepState.Running, Other), (_store.Sweep.State, _store.Sweep.Owner));
    }

    [Fact]
    public async Task Renew_RowsGoneAgainAndAgain_RunThreeTimesMoreThenTheSweepFails()
    {
        var taken = await TakeAsync();
        _store.Rows.UnionWith([0, 1]);
        for (var time = 1; time <= 4; time++)
        {
            Assert.Equal(SweepState.Running, taken.Progress().State);
            await taken.CommittedAsync(new CommitNotice([0, 1, 2], [], [], 0, 0, null));
            Assert.True(taken.Sweep.Stock.IsComplete);
            await taken.RenewAsync(CancellationToken.None);
            Assert.Equal(time < 4 ? 2 : 3, taken.Sweep.Stock.Finished);
        }

        Assert.Equal(SweepState.Failed, _store.Sweep.State);
        Assert.Contains("only 2 of 3 have rows, and that for the 4th time", _store.Sweep.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renew_DamagedRowFoundOnTheWay_EndsTheSweepWithItsWords()
    {
        var taken = await TakeAsync();
        _store.Trouble = name => name == nameof(IOwnerStore.ReadFinishedAsync) ? Damage("trials.number is 'x'") : null;
        await taken.CommittedAsync(new CommitNotice([0, 1, 2], [], [], 0, 0, null));
        await taken.RenewAsync(CancellationToken.None);
        Assert.Equal(SweepState.Failed, _store.Sweep.State);
        Assert.Contains("trials.number is 'x'", _store.Sweep.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeUp_DamagedSinceItWasLost_EndsTheSweepAndKnowsNothingOfIt()
    {
        var taken = await TakeAsync();
        LoseEpoch();
        await taken.RenewAsync(CancellationToken.None);
        _store.Trouble = name => name == nameof(ISweepRegister.FindSweepAsync) ? Damage("sweeps.spec is 'x'") : null;
        var reply = await _candidate.TakeUpAsync();
        Assert.Equal((false, SweepState.Failed), (reply.Acquired, reply.State));
        Assert.Contains("sweeps.spec is 'x'", reply.Refusal, StringComparison.Ordinal);
        Assert.Equal(reply.Refusal, _store.Sweep.Error);
        Assert.Null(_candidate.Taken);
    }

    [Fact]
    public async Task TakeUp_NumericsOfAnotherVersion_IsRefusedWithBothAndTheWayOut()
    {
        _store.Sweep = Row() with { Numerics = Numerics.Version + 1 };
        var reply = await _candidate.TakeUpAsync();
        Assert.False(reply.Acquired);
        Assert.Contains($"was begun with numerics {Numerics.Version + 1}, this program computes {Numerics.Version}: ", reply.Refusal, StringComparison.Ordinal);
        Assert.Contains("go on with the version that began it, or submit the spec again", reply.Refusal, StringComparison.Ordinal);
        Assert.Equal([nameof(ISweepRegister.FindSweepAsync)], _store.Asked);
    }

    [Fact]
    public async Task Pull_LeaseThatMayHaveBeenWritten_EndsWithTheNextTick()
    {
        var taken = await TakeWithALeaseOwedAsync();
        Answer();
        await taken.RenewAsync(CancellationToken.None);
        await taken.RenewAsync(CancellationToken.None);
        Assert.Single(_store.Asked, nameof(ILeaseStore.EndLeasesAsync));
    }

    [Fact]
    public async Task Release_LeaseThatTheStoreDoesNotEnd_LeavesAllTheSameAndFailsNothing()
    {
        var taken = await TakeWithALeaseOwedAsync();
        Refuse(nameof(ILeaseStore.EndLeasesAsync), isTransient: false);
        Assert.True(await taken.ReleaseAsync());
        Assert.Equal((SweepState.Running, null), (_store.Sweep.State, _store.Sweep.Owner));
        Assert.False(await taken.ReleaseAsync());
    }

    internal static SweepRecord Row()
    {
        var spec = TestSweeps.Grid("owned", [Pattern.Circle], [10], [10], Planned);
        return new SweepRecord(
            Guid.CreateVersion7(), spec.Name, "", CanonicalSpec.ToJson(spec), "", null, SweepState.Running, null, Numerics.Version, Planned, 0, null, null, 0,
            DateTimeOffset.UnixEpoch, null);
    }

    private async Task<Ownership> TakeAsync()
    {
        Assert.True((await _candidate.TakeUpAsync()).Acquired);
        return _candidate.Taken!;
    }

    private async Task<Ownership> TakeWithALeaseOwedAsync()
    {
        var taken = await TakeAsync();
        Refuse(nameof(ILeaseStore.GrantLeasesAsync), isTransient: true);
        await Assert.ThrowsAsync<StoreException>(() => taken.PullAsync([new PullRequest("box/1/now/address", 1, 1e9, 1e-9, [], [], Turn: 1)]));
        return taken;
    }

    private void Refuse(string call, bool isTransient) => _store.Trouble = name => name == call ? new StoreException("refused", isTransient, null) : null;

    private static StoreException Damage(string words) => new(words, isTransient: false, null) { IsDamage = true };

    private void Answer() => _store.Trouble = _ => null;

    private void LoseEpoch() => _store.Sweep = _store.Sweep with { Owner = Other, Epoch = _store.Sweep.Epoch + 1 };

    /// <summary>Renews every second until that one, as long as there is a reason to; returns at which of them the store was told of a failure.</summary>
    private async Task<List<int>> TellingSecondsAsync(Ownership taken, int until)
    {
        List<int> seconds = [];
        while (taken.IsKept && _time.GetUtcNow() - _time.Start < TimeSpan.FromSeconds(until))
        {
            _time.Advance(Terms.RenewPeriod);
            _store.Asked.Clear();
            await taken.RenewAsync(CancellationToken.None);
            if (_store.Asked.Contains(nameof(ISweepRegister.ChangeStateAsync)))
                seconds.Add((int)(_time.GetUtcNow() - _time.Start).TotalSeconds);
        }

        return seconds;
    }
}
