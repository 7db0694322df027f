using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers.Protocol;
using Sweep.Core.Trials;
using Sweep.Grains.Contracts;
using Sweep.Grains.Owning;
using Sweep.Grains.Silos;
using Sweep.Grains.Writing;
using Sweep.Storage.Sqlite;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;
using Sweep.Testing;

namespace Sweep.Grains.Tests.Sweeps;

/// <summary>What an owner hands out to clients over a real store, at the pace of a clock that is set.</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private const string Spec = "name: n\nparameters: { rate: [0.1, 0.2, 0.3], epochs: [10] }\ntrainer: { name: external, resource: epochs, deterministic: true }\n";

    private static readonly SiloKey Ann = SiloKey.OfClient("ann");
    private static readonly SiloKey Bob = SiloKey.OfClient("bob");
    private static readonly SweepGrainOptions Terms = new();
    private static readonly TimeSpan TooLong = TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero));
    private SqliteSweepStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = new SqliteSweepStore(_folder.File("sweep.db"), _time);
        await _store.MigrateAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Claim_SameClientAgain_IsTheSameTrialWhoeverOwnsTheSweepByThen()
    {
        var (sweep, owner) = await OwnAsync();
        var (ann, bob) = (await owner.ClaimAsync(Ann), await owner.ClaimAsync(Bob));
        Assert.Equal((0L, 1, 1L), (ann.Number, ann.Attempt, bob.Number));
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(5), ann.ExpiresAt);
        Assert.Equal(ann, await owner.ClaimAsync(Ann));

        // A process that is killed keeps nothing; the claims have expired by the time that there is another.
        _time.Advance(TooLong);
        owner = await TakeUpAsync(sweep.Id);
        var again = await owner.ClaimAsync(Ann);
        Assert.Equal(ann with { ExpiresAt = _time.GetUtcNow() + TimeSpan.FromMinutes(5) }, again);
        Assert.Equal(bob.Claim, (await owner.KeepClaimAsync(new ClaimReport(bob.Claim!.Value, 1, 3, 0.5))).Claim);
        Assert.Equal([(0L, 0), (1L, 3)], owner.Progress().RunningTrials.Select(trial => (trial.Number, trial.Iteration)));
        Assert.Equal([10, 10], owner.Progress().RunningTrials.Select(trial => trial.Iterations));
        Assert.Equal(again.ExpiresAt, (await _store.FindLeaseAsync(ann.Claim!.Value, Cancellation))!.ExpiresAt);
    }

    [Fact]
    public async Task Claim_ClientSilentForTooLong_IsAnothersAndTheFirstStoresNothing()
    {
        var (sweep, owner) = await OwnAsync(Spec.Replace("0.1, 0.2, 0.3", "0.1", StringComparison.Ordinal));
        var ann = await owner.ClaimAsync(Ann);
        Assert.Null((await owner.ClaimAsync(Bob)).Claim);
        await PassAsync(owner, TooLong);
        Assert.Null((await owner.KeepClaimAsync(new ClaimReport(ann.Claim!.Value, 0, 9, 0.1))).Claim);
        await PassAsync(owner, TimeSpan.FromSeconds(1));
        var bob = await owner.ClaimAsync(Bob);
        Assert.Equal((0L, 2), (bob.Number, bob.Attempt));
        Assert.Equal(CommitOutcome.Fenced, await CommitAsync(sweep, ann));
        Assert.Equal(0, (await _store.TotalTrialsAsync(sweep.Id, Cancellation)).Rows);
        Assert.Equal(CommitOutcome.Committed, await CommitAsync(sweep, bob));
        await owner.CommittedAsync(new CommitNotice([0], [], [bob.Claim!.Value], 0, 0, null));
        Assert.Equal(SweepState.Completed, (await _store.FindSweepAsync(sweep.Id, Cancellation))!.State);
    }

    [Fact]
    public async Task KeepClaim_ClientThatReports_KeepsItsTrialForAsLongAsItDoes()
    {
        var (_, owner) = await OwnAsync();
        var ann = await owner.ClaimAsync(Ann);
        for (var step = 1; step <= 5; step++)
        {
            await PassAsync(owner, TimeSpan.FromMinutes(4));
            var kept = await owner.KeepClaimAsync(new ClaimReport(ann.Claim!.Value, 0, step == 5 ? null : step, 0.5));
            Assert.Equal((ann.Claim, _time.GetUtcNow() + TimeSpan.FromMinutes(5)), (kept.Claim, kept.ExpiresAt));
        }

        Assert.Equal(4, owner.Progress().RunningTrials.Single().Iteration);
        Assert.Null((await owner.KeepClaimAsync(new ClaimReport(ann.Claim!.Value, 1, 1, 0.5))).Claim);
        Assert.Null((await owner.KeepClaimAsync(new ClaimReport(Guid.NewGuid(), 0, 1, 0.5))).Claim);
    }

    [Fact]
    public async Task Claim_LostTenTimesInARow_IsGivenUpAsASilosWouldBe()
    {
        var (sweep, owner) = await OwnAsync(Spec.Replace("0.1, 0.2, 0.3", "0.1", StringComparison.Ordinal));
        for (var attempt = 1; attempt <= TrialLosses.MostLossesInARow; attempt++)
        {
            Assert.Equal(attempt, (await owner.ClaimAsync(attempt % 2 == 0 ? Ann : Bob)).Attempt);
            await PassAsync(owner, TooLong);
            await PassAsync(owner, TimeSpan.FromSeconds(31));
        }

        var row = (await _store.FindTrialAsync(sweep.Id, 0, Cancellation))!;
        Assert.Equal((TrialState.Failed, 10), (row.State, row.Attempt));
        Assert.StartsWith("given up: 10 attempts in a row were lost", row.Error, StringComparison.Ordinal);
        Assert.Equal(new ClaimReply(SweepState.Completed), await owner.ClaimAsync(Ann));
    }

    [Fact]
    public async Task Claim_LimitedSweep_GivesNoMoreThanItsPlaces()
    {
        var (sweep, owner) = await OwnAsync(Spec + "max_concurrent: 1\n");
        var ann = await owner.ClaimAsync(Ann);
        Assert.Equal(new ClaimReply(SweepState.Running), await owner.ClaimAsync(Bob));
        await CommitAsync(sweep, ann);
        await owner.CommittedAsync(new CommitNotice([0], [], [ann.Claim!.Value], 0, 0, null));
        Assert.Equal(1, (await owner.ClaimAsync(Bob)).Number);
    }

    [Fact]
    public async Task Claim_CommitThatNobodyToldOf_IsSeenAndTheNextTrialGiven()
    {
        var (sweep, owner) = await OwnAsync();
        var ann = await owner.ClaimAsync(Ann);
        await CommitAsync(sweep, ann);
        Assert.Equal(1, (await owner.ClaimAsync(Ann)).Number);
        Assert.Equal(1, owner.Progress().Completed);
        await CommitAsync(sweep, await owner.ClaimAsync(Ann));
        await PassAsync(owner, Terms.PullTimeout * 2);
        Assert.Equal((2L, 0), (owner.Progress().Completed, owner.Progress().Running));
    }

    [Theory]
    [InlineData(SweepState.Paused, true)]
    [InlineData(SweepState.Cancelled, false)]
    public async Task KeepClaim_SweepThatDoesNotRun_SaysSo(SweepState state, bool isKept)
    {
        var (sweep, owner) = await OwnAsync();
        var ann = await owner.ClaimAsync(Ann);
        await _store.ChangeStateAsync(sweep.Id, state, null, Cancellation);
        Assert.Null((await owner.ClaimAsync(Bob)).Claim);
        var kept = await owner.KeepClaimAsync(new ClaimReport(ann.Claim!.Value, 0, 1, 0.5));
        Assert.Equal((state, isKept), (kept.State, kept.Claim is not null));
        if (!isKept)
            return;
        await owner.Leases.GiveBackAsync(ann.Claim.Value);
        await _store.ChangeStateAsync(sweep.Id, SweepState.Running, null, Cancellation);
        await PassAsync(owner, TimeSpan.FromSeconds(1));
        Assert.Equal((0L, 1), ((await owner.ClaimAsync(Bob)).Number, (await owner.ClaimAsync(Bob)).Attempt));
    }

    [Fact]
    public async Task Claim_TrialsThatAnotherSweepHas_AreCopiedInstead()
    {
        var (first, owner) = await OwnAsync();
        for (var number = 0; number < 3; number++)
        {
            var claim = await owner.ClaimAsync(Ann);
            await CommitAsync(first, claim);
            await owner.CommittedAsync(new CommitNotice([number], [], [claim.Claim!.Value], 0, 0, null));
        }

        var (second, other) = await OwnAsync(Spec.Replace("0.3", "0.3, 0.4", StringComparison.Ordinal));
        var fresh = await other.ClaimAsync(Ann);
        Assert.Equal(3, fresh.Number);
        Assert.Equal(3, (await _store.TotalTrialsAsync(second.Id, Cancellation)).Reused);
    }

    private async Task<(SweepRecord Sweep, Ownership Owner)> OwnAsync(string spec = Spec)
    {
        var read = SpecReader.Read(spec);
        Assert.Empty(read.Errors);
        var sweep = await TestSweeps.SubmitAsync(_store, read.Spec!);
        return (sweep, await TakeUpAsync(sweep.Id));
    }

    private async Task<Ownership> TakeUpAsync(Guid sweep)
    {
        var candidate = new OwnerCandidate(
            sweep, _store, _store, _store, _store, _store, _store, new SweepCatalog(_store),
            new SiloIdentity("box/1", SiloKey.Parse("box/1/now/address")),
            new LivingSilos(), new DrainSignal(), _time, Options.Create(Terms), NullLogger<SweepGrain>.Instance);
        Assert.True((await candidate.TakeUpAsync()).Acquired);
        return candidate.Taken!;
    }

    /// <summary>Time passes, and the owner looks about.</summary>
    private async Task PassAsync(Ownership owner, TimeSpan time)
    {
        _time.Advance(time);
        await owner.RenewAsync(CancellationToken.None);
    }

    private LeaseRecord ClaimOf(SweepRecord sweep, ClaimReply claim) => new(
        claim.Claim!.Value, sweep.Id, Ann, [new NumberRange(claim.Number, claim.Number + 1)], sweep.Epoch, _time.GetUtcNow(), claim.ExpiresAt)
    {
        TraceParent = claim.TraceParent,
    };

    private async Task<CommitOutcome> CommitAsync(SweepRecord sweep, ClaimReply claim)
    {
        var log = new ReportLog();
        log.Add(10, [new("loss", 0.25)]);
        var trial = sweep.Space.TrialAt(claim.Number);
        var finished = new FinishedTrial
        {
            SweepId = sweep.Id,
            Trial = trial,
            ContentKey = ContentKey.Of(sweep.Spec.Trainer, trial),
            State = TrialState.Completed,
            Attempt = claim.Attempt,
            Silo = Ann.ToString(),
            StartedAt = _time.GetUtcNow(),
            FinishedAt = _time.GetUtcNow(),
        };
        return await new ClaimCommitter(_store, grains: null).CommitAsync(
            finished.With(log.ResultAt(10, isEnd: true, sweep.Spec.Objectives, sweep.Spec.Target)), ClaimOf(sweep, claim), Cancellation);
    }
}
