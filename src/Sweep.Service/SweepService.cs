using System.Runtime.CompilerServices;
using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;
using Sweep.Service.Answers;
using Sweep.Service.Browsing;
using Sweep.Service.Reports;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Storage.DataSets;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service;

/// <summary>The use cases over a store and, where there are, its silos.</summary>
/// <param name="store">Stays the caller's.</param>
/// <param name="time">The clock.</param>
/// <param name="source">Who is asked what only live silos know; null to ask the store alone.</param>
/// <param name="silos">Reads the silos of the cluster; null to leave them out of what is told of a sweep.</param>
/// <param name="known">The trainers of which specs need not say all; null for the perceptron alone.</param>
public sealed class SweepService(
    ISweepStore store,
    TimeProvider time,
    IProgressSource? source = null,
    Func<CancellationToken, Task<IReadOnlyList<SiloView>>>? silos = null,
    KnownTrainers? known = null) : ISweepService
{
    /// <summary>Sweeps of a list that are asked for together: a query takes so many values.</summary>
    private const int SweepsAtOnce = 500;

    private static readonly SweepState[] Unfinished = [SweepState.Running, SweepState.Paused, SweepState.Failed];

    private readonly SweepWatch _watch = new(source, store, time);
    private readonly SettledTotals _totals = new(store, time);

    public Task<Answer<ValidSpec>> ValidateAsync(ReadOnlyMemory<byte> spec, CancellationToken cancellation) =>
        ValidSpec.ReadAsync(
            spec, known ?? KnownTrainers.Default, () => store.ListDataSetsAsync(cancellation), read => HistoryGatherer.ReadAsync(store, read, cancellation));

    public async Task<Answer<SubmittedSweep>> SubmitAsync(ValidSpec spec, string? key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (SubmitKeys.Check("key", key) is { } wrong)
            return new Refusal(RefusalKind.Invalid, wrong);
        try
        {
            var sent = spec.ToSweep(key);
            var stored = await SweepSpans.SubmitAsync(store, sent, cancellation);
            return new SubmittedSweep(stored, Submitted: stored.Id == sent.Id, SilosAlive: null);
        }
        catch (SubmitKeyConflictException conflict)
        {
            return new Refusal(RefusalKind.Conflict, new Problem("key", "", conflict.Message));
        }
        catch (MissingDataException missing)
        {
            return new Refusal(RefusalKind.NotFound, new Problem("parameters.pattern", "", missing.Message));
        }
    }

    public async Task<Answer<SubmittedSweep>> ExtendAsync(SweepRecord sweep, SweepExtension extension, string? key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var extended = await ValidSpec.ExtendAsync(sweep, extension, known ?? KnownTrainers.Default, () => store.ListDataSetsAsync(cancellation));
        return extended.TryGet(out var spec, out var refusal) ? await SubmitAsync(spec, key, cancellation) : refusal;
    }

    public Task<Answer<SweepRecord>> FindAsync(string id, CancellationToken cancellation) => SweepFinder.FindAsync(store, id, cancellation);

    public async Task<SweepRecord?> FindUnfinishedAsync(ValidSpec spec, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return await store.ListSweepsAsync(new SweepFilter(Unfinished, SpecHash: spec.Hash, Limit: 1), cancellation) is [var newest, ..] ? newest : null;
    }

    public async Task<(IReadOnlyList<SweepSummary> Sweeps, bool HasMore)> ListAsync(SweepFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);

        // One more than is listed tells whether there are more.
        var found = await store.ListSweepsAsync(filter with { Limit = filter.Limit + 1 }, cancellation);
        List<SweepSummary> summaries = [];
        foreach (var sweeps in found.Take(filter.Limit ?? found.Count).Chunk(SweepsAtOnce))
        {
            Guid[] ids = [.. sweeps.Select(sweep => sweep.Id)];
            var sums = await store.SumTrialsAsync(ids, cancellation);
            var notes = await store.ReadNotesAsync(ids, cancellation);
            foreach (var sweep in sweeps)
            {
                // Of damaged rows, asking for the one sweep says which they are.
                var own = sums.GetValueOrDefault(sweep.Id) ?? TrialSums.None;
                var totals = own.IsDamaged ? await store.TotalTrialsAsync(sweep.Id, cancellation) : own.Totals;
                summaries.Add(new SweepSummary(sweep, totals, notes.GetValueOrDefault(sweep.Id)?.Tags ?? []));
            }
        }

        return (summaries, found.Count > summaries.Count);
    }

    public async Task<SweepStatus> StatusAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var asking = LiveAsync(sweep, cancellation);
        var counting = _totals.ReadAsync(sweep, checksCurves: true, cancellation);
        await Task.WhenAll(asking, counting);
        var (live, totals) = (await asking, await counting);
        var now = time.GetUtcNow();
        var working = live?.Running.Count ?? await LeasedAsync(sweep.Id, now, cancellation);
        var notifications = await store.ReadNotificationsAsync(sweep.Id, cancellation);
        var status = SweepStatus.Of(sweep, totals, TrialCounts.Of(sweep, totals, working), live, now) with
        {
            Notifications = notifications.Count == 0 ? null : [.. notifications.Select(NotificationView.Of)],
        };
        var isIdle = sweep.State == SweepState.Running && status is { Owner: null, LateOwner: null };
        return isIdle && sweep.Spec.Trainer is { IsPerceptron: false } trainer
            ? status with { WaitsFor = trainer.IsExternal ? "a silo that hands its trials out" : trainer.Command is null ? $"trainer {trainer.Name}" : "a silo that runs commands of specs" }
            : status;
    }

    public async Task<SweepTop> TopAsync(SweepRecord sweep, TopQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(query);
        var counting = _totals.ReadAsync(sweep, checksCurves: false, cancellation);
        var reading = store.ReadSettingsAsync(sweep.Id, sweep.Space, query.By, query.IncludePruned, cancellation);
        await Task.WhenAll(counting, reading);
        var (totals, settings) = (await counting, await reading);
        var ranking = new Ranking(sweep.Spec);
        var all = ConvergenceTable.Build(settings, query.By, ranking);
        return SweepTop.Of(sweep, query, all, totals, query.Compare && all.Count > 0 ? GroupComparison.Of(settings, all, ranking) : null);
    }

    public async Task<SweepImportance> ImportanceAsync(SweepRecord sweep, bool includePruned, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var rows = await store.CountTrialsAsync(sweep.Id, sweep.PlannedTrials, cancellation);
        var table = await TrialTableReader.ReadAsync(store, sweep, rows, cancellation);
        return SweepImportance.Of(sweep, table, includePruned, SweepImportance.Find(sweep.Spec, table, includePruned));
    }

    public async Task<Answer<SweepResult>> ResultAsync(SweepRecord sweep, DateTimeOffset acceptedAt, SweepProgress? last, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var failure = last is { State: SweepState.Failed } ? last.Error : null;
        try
        {
            if (await store.FindSweepAsync(sweep.Id, cancellation) is not { } now)
                return SweepFinder.Gone(store, sweep);

            // Its owner could not tell the store.
            if (failure is not null && now.State.IsOpen())
                now = now with { State = SweepState.Failed, Error = failure };
            var totals = await store.TotalTrialsAsync(now.Id, cancellation);
            var ranking = new Ranking(now.Spec);
            var settings = await store.ReadSettingsAsync(now.Id, now.Space, ranking.By, includePruned: false, cancellation);
            var table = ConvergenceTable.Build(settings, ranking.By, ranking);
            // Completing follows the last commit at once; a sweep that stopped short of it ends with its last trial.
            var end = now.FinishedAt ?? totals.LastFinishedAt ?? acceptedAt;
            return new SweepResult(now, totals, null, Math.Max(0, (end - acceptedAt).TotalSeconds), table);
        }
        catch (StoreException refusal) when (failure is not null && !refusal.IsTransient)
        {
            return new Refusal(RefusalKind.Failed, new Problem("", "", $"{sweep} failed: {failure}"));
        }
    }

    public async Task<ChangedSweep> ChangeAsync(SweepRecord sweep, SweepState to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var change = await store.ChangeStateAsync(sweep.Id, to, error: null, cancellation);
        var now = change.Sweep ?? sweep;
        var isAllowed = change.Changed || now.State == to || (to, now.State) == (SweepState.Running, SweepState.Completed);
        return new ChangedSweep(now, change.Changed, isAllowed ? null : new Problem("", "", $"{now} is {now.State.ToName()}: {RuleOf(to)}"));
    }

    public async Task<SweepRecord> ReopenAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return sweep.State is SweepState.Failed or SweepState.Paused && OtherOwner.Of(sweep, time.GetUtcNow()) is null
            ? (await ChangeAsync(sweep, SweepState.Running, cancellation)).Sweep
            : sweep;
    }

    public Task<long> RetryFailedAsync(Guid sweep, CancellationToken cancellation) => store.ForgetFailedAsync(sweep, cancellation);

    public IAsyncEnumerable<SweepProgress> WatchAsync(SweepRecord sweep, CancellationToken cancellation) => _watch.FollowAsync(sweep, cancellation);

    public async Task<Answer<TrialExplanation>> ExplainAsync(SweepRecord sweep, long number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (SweepFinder.CheckNumber(sweep, number) is { } wrong)
            return wrong;
        var trial = await store.FindTrialAsync(sweep.Id, number, cancellation);
        return TrialExplanation.Of(sweep, number, trial?.State, await store.ReadRungsAsync(sweep.Id, number, cancellation));
    }

    public IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid sweep, CancellationToken cancellation) => store.ReadTrialsAsync(sweep, cancellation);

    public async IAsyncEnumerable<CurveRecord> ReadCurvesAsync(
        Guid sweep, IReadOnlyCollection<long>? numbers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var curve in store.ReadCurvesAsync(sweep, numbers, cancellation))
            yield return curve;
        if (numbers is null)
            await store.CheckCurvesAsync(sweep, cancellation);
    }

    public IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid sweep, CancellationToken cancellation) =>
        store.ReadMetricsAsync(sweep, numbers: null, cancellation);

    public async Task<ReportData> ReportAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return await ReportReader.ReadAsync(await store.TotalTrialsAsync(sweep.Id, cancellation), store, sweep, time.GetUtcNow(), cancellation);
    }

    private static string RuleOf(SweepState to) => to switch
    {
        SweepState.Paused => "only running sweeps can be paused",
        SweepState.Running => "only paused and failed sweeps can be resumed",
        _ => "only running and paused sweeps can be cancelled",
    };

    /// <summary>What only silos know; where none answers, nothing is known to be in training, and the rows are counted anyway.</summary>
    private async Task<LiveSweep?> LiveAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        if (silos is null)
            return null;
        var alive = await silos(cancellation);
        var progress = sweep.State.IsSettled() ? null : await _watch.AskSilosAsync(sweep, cancellation);
        return progress is null ? new LiveSweep(alive, null, []) : new LiveSweep(alive, progress);
    }

    private async Task<long> LeasedAsync(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        var leases = await store.ReadLeasesAsync(id, cancellation);
        return leases.Count == 0 ? 0 : TrialCounts.Leased(leases, await store.ReadFinishedAsync(id, cancellation), now);
    }
}
