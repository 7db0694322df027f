using System.Runtime.CompilerServices;
using Sweep.Core.Analysis;
using Sweep.Core.Budgets;
using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Storage.Checkpoints;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Owning;
using Sweep.Storage.Results;
using Sweep.Storage.Schema;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Relational;

/// <summary>
/// What all relational stores share: everything but migrating, committing and curves. A database says how a read and a
/// transaction are done.
/// </summary>
public abstract partial class RelationalSweepStore(TimeProvider time) : ISweepStore
{
    public abstract string Description { get; }

    public abstract CurveEncoding CurveEncoding { get; }

    public Action<RowDamage>? DamageFound
    {
        get => Damage.Found;
        set => Damage.Found = value;
    }

    /// <summary>Where rows go that cannot be read.</summary>
    internal DamageSink Damage => field ??= new DamageSink(Description);

    /// <summary>For what is only asked of one sweep, or acted upon: whatever cannot be read is an error.</summary>
    private DamageSink NoDamage => field ??= new DamageSink(Description);

    /// <summary>The time in whole microseconds, which is what databases keep: what a change returns equals what reads give later.</summary>
    protected DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    public abstract Task MigrateAsync(CancellationToken cancellation);

    public abstract Task<SchemaStanding> ReadSchemaAsync(CancellationToken cancellation);

    public abstract Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation);

    public abstract Task<CommitOutcome> CommitClaimAsync(FinishedTrial trial, Guid lease, CancellationToken cancellation);

    public abstract IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation);

    public abstract IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid id, IReadOnlyCollection<long>? numbers, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();

    public Task<SweepRecord> SubmitAsync(NewSweep sweep, CancellationToken cancellation) =>
        WriteAsync("storing a sweep", context => SweepSubmission.SubmitAsync(context, sweep, DataSetSql, Now, NoDamage, cancellation), cancellation);

    public Task<SweepRecord?> FindSweepAsync(Guid id, CancellationToken cancellation) =>
        ReadAsync("reading a sweep", context => SweepQueries.FindAsync(context, id, NoDamage, cancellation), cancellation);

    public Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(SweepFilter filter, CancellationToken cancellation) =>
        ReadAsync(
            "listing sweeps",
            context => SweepQueries.ListAsync(
                context, FieldSql, filter, filter.DamageFound is { } found ? new DamageSink(Description) { Found = found } : Damage, cancellation),
            cancellation);

    public Task<IReadOnlyList<Guid>> ListRunningAsync(CancellationToken cancellation) =>
        ReadAsync("looking for running sweeps", context => SweepQueries.ListRunningAsync(context, Unheard, cancellation), cancellation);

    public Task<TrialTotals> TotalTrialsAsync(Guid id, CancellationToken cancellation) =>
        ReadAsync("counting trials", context => SweepQueries.TotalTrialsAsync(context, id, Damage, cancellation), cancellation);

    public virtual Task<StateChange> ChangeStateAsync(Guid id, SweepState to, string? error, CancellationToken cancellation) =>
        WriteAsync("changing a sweep's state", context => SweepStateChanges.ChangeAsync(context, id, to, error, Now, NoDamage, cancellation), cancellation);

    public Task<OwnershipResult> TryAcquireAsync(Guid id, string owner, TimeSpan duration, string? seizeFrom, CancellationToken cancellation) =>
        WriteAsync(
            "taking a sweep",
            async context => await OwnerQueries.TryAcquireAsync(
                context, id, owner, duration, seizeFrom, await ReadClockAsync(context, cancellation), NoDamage, cancellation),
            cancellation);

    public Task<SweepState?> RenewAsync(Guid id, long epoch, long frontier, TimeSpan duration, CancellationToken cancellation) =>
        WriteAsync(
            "renewing ownership",
            async context => await OwnerQueries.RenewAsync(context, id, epoch, frontier, duration, await ReadClockAsync(context, cancellation), cancellation),
            cancellation);

    public Task ReleaseAsync(Guid id, long epoch, CancellationToken cancellation) =>
        WriteAsync("releasing a sweep", context => OwnerQueries.ReleaseAsync(context, id, epoch, cancellation), cancellation);

    public Task<bool> CompleteAsync(Guid id, long epoch, CancellationToken cancellation) => WriteAsync(
        "completing a sweep",
        async context =>
        {
            if (await PlanCuts.IsCutAsync(context, id, epoch, cancellation))
            {
                await WaitForCommitsAsync(context, id, cancellation);
                await PlanCuts.DropRestAsync(context, id, cancellation);
            }

            return await SweepStateChanges.CompleteAsync(context, id, epoch, Now, cancellation);
        },
        cancellation);

    public Task<bool> CutPlanAsync(Guid id, long epoch, long planned, EndReason by, CancellationToken cancellation) =>
        WriteAsync("cutting a sweep's plan", context => PlanCuts.CutAsync(context, id, epoch, planned, by, cancellation), cancellation);

    public Task<FinishedNumbers> ReadFinishedAsync(Guid id, CancellationToken cancellation) =>
        ReadAsync("reading finished numbers", context => TrialQueries.ReadFinishedAsync(context, id, Damage, cancellation), cancellation);

    public async IAsyncEnumerable<ReuseSource> ReadReuseSourcesAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var damage = new DamageSink(Description) { Found = _ => { } };
        for (Guid? below = ReuseQueries.Newest; below is { } start;)
        {
            (var sources, below) = await ReadAsync(
                "reading other sweeps", context => ReuseQueries.PageAsync(context, id, start, damage, cancellation), cancellation);
            foreach (var source in sources)
                yield return source;
        }
    }

    public abstract Task<IReadOnlyList<TrialRank>> ReuseAsync(Guid id, long epoch, IReadOnlyList<ReusableTrial> wanted, CancellationToken cancellation);

    public abstract Task<bool> GrantLeasesAsync(IReadOnlyList<LeaseRecord> leases, long epoch, CancellationToken cancellation);

    public Task<IReadOnlyList<LeaseRecord>> ReadLeasesAsync(Guid id, CancellationToken cancellation) =>
        ReadAsync("reading leases", context => LeaseQueries.ReadAsync(context, id, Damage, cancellation), cancellation);

    public Task<LeaseRecord?> FindLeaseAsync(Guid lease, CancellationToken cancellation) =>
        ReadAsync("reading a lease", context => LeaseQueries.FindAsync(context, lease, NoDamage, cancellation), cancellation);

    public Task RenewLeasesAsync(Guid id, IReadOnlyCollection<string> silos, DateTimeOffset until, CancellationToken cancellation) =>
        WriteAsync("renewing leases", context => LeaseQueries.RenewAsync(context, id, silos, until, cancellation), cancellation);

    public Task<IReadOnlyList<LostTrial>> EndLeasesAsync(IReadOnlyCollection<Guid> leases, LeaseLoss? loss, CancellationToken cancellation) =>
        WriteAsync("ending leases", context => LeaseQueries.EndAsync(context, leases, loss, Now, NoDamage, cancellation), cancellation);

    public Task<IReadOnlyList<LostTrial>> LoseTrialsAsync(Guid leaseId, IReadOnlyCollection<long> numbers, LeaseLoss loss, CancellationToken cancellation) =>
        WriteAsync("writing attempts", context => AttemptQueries.LoseAsync(context, leaseId, numbers, loss, Now, NoDamage, cancellation), cancellation);

    public Task<IReadOnlyDictionary<long, TrialLosses>> ReadLossesAsync(Guid id, CancellationToken cancellation) =>
        ReadAsync("reading attempts", context => AttemptQueries.ReadAsync(context, id, Damage, cancellation), cancellation);

    public Task<IReadOnlyList<long>> ReadFinishedAmongAsync(Guid id, IReadOnlyCollection<long> numbers, CancellationToken cancellation) =>
        ReadAsync("reading finished numbers", context => TrialQueries.ReadFinishedAmongAsync(context, id, numbers, cancellation), cancellation);

    public Task<int?> SaveCheckpointAsync(CheckpointRecord checkpoint, CancellationToken cancellation) =>
        WriteAsync("saving a checkpoint", context => CheckpointQueries.SaveAsync(context, checkpoint, Now, cancellation), cancellation);

    public Task<StoredCheckpoint?> ReadCheckpointAsync(Guid id, long number, CancellationToken cancellation) =>
        ReadAsync("reading a checkpoint", context => CheckpointQueries.ReadAsync(context, id, number, NoDamage, cancellation), cancellation);

    public Task DiscardCheckpointAsync(Guid id, long number, CancellationToken cancellation) =>
        WriteAsync("discarding a checkpoint", context => CheckpointQueries.DiscardAsync(context, id, number, cancellation), cancellation);

    public Task<IReadOnlyList<long>> ReadCheckpointedAsync(Guid id, CancellationToken cancellation) =>
        ReadAsync("reading checkpoints", context => CheckpointQueries.ReadNumbersAsync(context, id, cancellation), cancellation);

    public Task<long> ForgetFailedAsync(Guid id, CancellationToken cancellation) =>
        WriteAsync("forgetting failed trials", context => TrialQueries.ForgetFailedAsync(context, id, Now, cancellation), cancellation);

    public IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid id, CancellationToken cancellation) => ReadPagesAsync(
        "reading trials", (context, from) => TrialQueries.PageAsync(context, id, from, Damage, cancellation), cancellation);

    public IAsyncEnumerable<TrialRank> ReadRanksAsync(Guid id, long from, CancellationToken cancellation) => ReadPagesAsync(
        "reading trials", (context, next) => TrialQueries.RankPageAsync(context, id, next, Damage, cancellation), cancellation, from);

    public Task<IReadOnlyList<long>> ReadRunsAsync(Guid id, SearchSpace space, long number, int most, CancellationToken cancellation) =>
        ReadAsync("reading runs", context => TrialQueries.ReadRunsAsync(context, id, space, number, most, Damage, cancellation), cancellation);

    public Task<IReadOnlyList<SettingRuns>> ReadSettingsAsync(
        Guid id, SearchSpace space, string by, bool includePruned, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(space);
        return space.IsGrid
            ? ReadGridSettingsAsync(id, new SettingPlaces(space, by, includePruned), cancellation)
            : ReadAsync(
                "reading runs", context => SampledSettings.ReadAsync(context, id, space, by, includePruned, Damage, cancellation), cancellation);
    }

    public Task CheckCurvesAsync(Guid id, CancellationToken cancellation) =>
        ReadAsync("looking for curves", context => TrialQueries.CheckCurvesAsync(context, id, Damage, cancellation), cancellation);

    public abstract Task<IReadOnlyList<string>> AddReaderAsync(string role, CancellationToken cancellation);

    /// <summary>The runs of a grid by setting, which a number tells.</summary>
    private protected abstract Task<IReadOnlyList<SettingRuns>> ReadGridSettingsAsync(Guid id, SettingPlaces places, CancellationToken cancellation);

    /// <summary>The time by which processes tell each other how long something is theirs.</summary>
    protected virtual Task<DateTimeOffset> ReadClockAsync(SweepDbContext context, CancellationToken cancellation) => Task.FromResult(Now);

    /// <summary>Returns once no commit is in flight that read the sweep's row before this transaction did.</summary>
    protected virtual Task WaitForCommitsAsync(SweepDbContext context, Guid id, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Runs <paramref name="work"/> on a context that only reads, and translates the database's errors.</summary>
    protected abstract Task<T> ReadAsync<T>(string doing, Func<SweepDbContext, Task<T>> work, CancellationToken cancellation);

    /// <summary>
    /// Runs <paramref name="work"/> in one transaction, again from its beginning where a transient error undid it, and translates the
    /// database's errors.
    /// </summary>
    protected abstract Task<T> WriteAsync<T>(string doing, Func<SweepDbContext, Task<T>> work, CancellationToken cancellation);

    /// <summary>The rows of all pages, of which each tells where the next begins; null at the end.</summary>
    protected static async IAsyncEnumerable<T> PagesAsync<T, TPlace>(
        TPlace first, Func<TPlace, Task<(List<T> Rows, TPlace? Next)>> readPage, [EnumeratorCancellation] CancellationToken cancellation)
        where TPlace : struct
    {
        for (TPlace? from = first; from is { } start;)
        {
            cancellation.ThrowIfCancellationRequested();
            (var rows, from) = await readPage(start);
            foreach (var row in rows)
                yield return row;
        }
    }

    private IAsyncEnumerable<T> ReadPagesAsync<T>(
        string doing, Func<SweepDbContext, long, Task<(List<T> Rows, long? Next)>> readPage, CancellationToken cancellation, long first = 0) =>
        PagesAsync(first, from => ReadAsync(doing, context => readPage(context, from), cancellation), cancellation);
}
