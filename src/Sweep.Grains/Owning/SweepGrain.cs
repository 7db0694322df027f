using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sweep.Core.Scheduling;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Grains.Owning;

/// <inheritdoc cref="ISweepGrain"/>
[GrainType("sweep")]
public sealed class SweepGrain(
    ISweepRegister sweeps, ILeaseStore leaseStore, SiloIdentity self, IOptions<SweepGrainOptions> options, TimeProvider time,
    ILogger<SweepGrain> logger)
    : Grain, ISweepGrain
{
    private OwnerCandidate _candidate = null!;
    private StoredProgress _stored = null!;
    private readonly PullBurst _pulls = new();
    private IGrainTimer? _renewal;

    private Guid Id => this.GetPrimaryKey();

    private Ownership? Taken => _candidate.Taken;

    public async Task<OwnershipReply> TakeUpAsync()
    {
        var reply = await _candidate.TakeUpAsync();
        if (reply.Acquired)
        {
            _renewal ??= this.RegisterGrainTimer(
                RenewAsync,
                new GrainTimerCreationOptions { DueTime = options.Value.RenewPeriod, Period = options.Value.RenewPeriod, KeepAlive = true });
        }

        return reply;
    }

    public Task<PullReply> PullAsync(PullRequest request) => _pulls.AskAsync(request, this.AsReference<ISweepGrain>().AnswerPullsAsync);

    public Task AnswerPullsAsync() => _pulls.AnswerAsync(AnswerAsync);

    public async Task<ClaimReply> ClaimAsync(string client) => await RefusalAsync() ?? await Taken!.ClaimAsync(SiloKey.OfClient(client));

    public async Task<ClaimReply> KeepClaimAsync(ClaimReport report) => await RefusalAsync() ?? await Taken!.KeepClaimAsync(report);

    public Task<long> NewsAsync(long known) => Taken?.NewsAsync(known) ?? Task.FromResult(known);

    public Task<RungReply> RungsAsync(RungReport report) => Taken?.RungsAsync(report) ?? Task.FromResult(RungReply.OfNobody);

    public Task<bool> RungNewsAsync(Guid keeper, long known) => Taken?.RungNewsAsync(keeper, known) ?? Task.FromResult(false);

    public Task CommittedAsync(CommitNotice notice) => Taken?.CommittedAsync(notice) ?? Task.CompletedTask;

    public Task GiveBackAsync(Guid leaseId) => Taken is { Sweep.IsActive: true, Leases: var leases }
        ? leases.GiveBackAsync(leaseId)
        : leaseStore.EndLeasesAsync([leaseId], loss: null, CancellationToken.None);

    public Task LoseAsync(Guid leaseId, long number, string reason) => Taken is { Sweep.IsActive: true, Leases: var leases }
        ? leases.LoseAsync(leaseId, number, reason)
        : leaseStore.LoseTrialsAsync(leaseId, [number], new LeaseLoss(LossCause.TrialLost, reason), CancellationToken.None);

    public Task FailAsync(string error) => Taken?.FailAsync(error) ?? Task.CompletedTask;

    public async Task ReleaseAsync(string silo)
    {
        if (silo == self.Incarnation && Taken is { } taken && await taken.ReleaseAsync())
            DeactivateOnIdle();
    }

    public async Task<SweepProgress> GetProgressAsync() => Taken?.Progress()
        ?? await _stored.ReadAsync(CancellationToken.None)
        ?? throw new KeyNotFoundException($"sweep {Id:d} is not in {sweeps.Description}");

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _candidate = ActivatorUtilities.CreateInstance<OwnerCandidate>(ServiceProvider, Id);
        _stored = new StoredProgress(Id, sweeps, time);

        // Orleans' own collection of what is idle goes by the wall clock, and is put off for good (see SweepSiloExtensions).
        this.RegisterGrainTimer(
            () =>
            {
                if (Taken is not { Sweep.IsActive: true })
                    DeactivateOnIdle();
                return Task.CompletedTask;
            },
            options.Value.IdleTime,
            options.Value.IdleTime);
        return base.OnActivateAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            await ReleaseAsync(self.Incarnation);
        }
        catch (StoreException failure)
        {
            logger.ReleaseFailed(failure, Id);
        }

        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    private async Task<IReadOnlyList<PullReply>> AnswerAsync(IReadOnlyList<PullRequest> requests)
    {
        // The sweep's former owner may have died with its silo, and this be the first call to the grain that replaces it.
        if (Taken is not { Sweep.IsLost: false } && await TakeUpAsync() is { Acquired: false } refused)
            return [.. requests.Select(_ => new PullReply(refused.State?.IsOpen() == true ? null : refused.State, []))];
        return await Taken!.PullAsync(requests);
    }

    /// <summary>Takes the sweep up where that is not done; why it cannot be had here, or null.</summary>
    private async Task<ClaimReply?> RefusalAsync()
    {
        if (Taken is { Sweep.IsActive: true } || await TakeUpAsync() is not { Acquired: false } refused)
            return null;
        if (refused is { Refusal: null, State: { } state } && state.IsFinal())
            return new ClaimReply(state);
        return new ClaimReply(
            null,
            Trouble: refused.Refusal ?? (refused.Owner is { } owner ? $"its owner is {SiloKey.Parse(owner).Describe()}, which is none of the silos of this server" : "its silos are leaving"));
    }

    private async Task RenewAsync(CancellationToken cancellation)
    {
        if (Taken is { IsKept: true } taken)
            await taken.RenewAsync(cancellation);
        if (Taken is { IsKept: true })
            return;
        _renewal?.Dispose();
        _renewal = null;
    }
}
