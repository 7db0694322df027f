using System.Runtime.CompilerServices;
using System.Text.Json;
using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Service.Answers;
using Sweep.Service.Reports;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service.Remote;

/// <summary>The use cases of sweeps by way of a server.</summary>
internal sealed class RemoteSweeps(ServerClient client, SweepServerOptions options) : ISweepService, IStore
{
    /// <summary>Rows of a ranking that a server gives at most, as <c>sweep top</c> prints at most.</summary>
    private const int MostRows = 1_000_000;

    private const int MostOfAPage = 1000;

    private static readonly string Unfinished = string.Join(',', SweepState.Running.ToName(), SweepState.Paused.ToName(), SweepState.Failed.ToName());

    private readonly RemoteSubmissions _submissions = new(client);
    private readonly RemoteRecords _records = new(client);

    public string Description => client.Description;

    public Task<Answer<ValidSpec>> ValidateAsync(ReadOnlyMemory<byte> spec, CancellationToken cancellation) => _submissions.ValidateAsync(spec, cancellation);

    public async Task<Answer<SubmittedSweep>> SubmitAsync(ValidSpec spec, string? key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return await AcceptedAsync(await _submissions.SubmitAsync(spec, key, cancellation), cancellation);
    }

    public async Task<Answer<SubmittedSweep>> ExtendAsync(SweepRecord sweep, SweepExtension extension, string? key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return await AcceptedAsync(await _submissions.ExtendAsync(sweep, extension, key, cancellation), cancellation);
    }

    private async Task<Answer<SubmittedSweep>> AcceptedAsync(Answer<(Guid Id, SweepState State, bool IsNew)> answer, CancellationToken cancellation)
    {
        if (!answer.TryGet(out var submitted, out var refusal))
            return refusal;
        return (await FindAsync(submitted.Id.ToString("d"), cancellation)).TryGet(out var sweep, out refusal)
            ? new SubmittedSweep(sweep with { State = submitted.State }, submitted.IsNew, SilosAlive: null)
            : refusal;
    }

    public async Task<Answer<SweepRecord>> FindAsync(string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (SweepFinder.Check(id) is { } wrong)
            return wrong;
        var answer = await client.AskAsync(HttpMethod.Get, $"sweeps/{Uri.EscapeDataString(id)}/row", SweepJson.Default.SweepRowView, cancellation);
        if (answer.TryGet(out var row, out var refusal))
            return row.ToRecord();
        return refusal.Problems is [{ Place: "id" }] ? SweepFinder.Reworded(refusal, id) : refusal;
    }

    public async Task<SweepRecord?> FindUnfinishedAsync(ValidSpec spec, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var page = await PageAsync($"state={Unfinished}&spec_hash={spec.Hash}&page_size=1", cancellation);
        return page.Sweeps is [var newest, ..] ? (await FindAsync(newest.SweepId.ToString("d"), cancellation)).Require() : null;
    }

    public async Task<(IReadOnlyList<SweepSummary> Sweeps, bool HasMore)> ListAsync(SweepFilter filter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var wanted = filter.Limit ?? int.MaxValue;
        var query = string.Concat(
            (filter.States ?? []).Select(state => $"&state={state.ToName()}").Concat(filter.Tags.Select(tag => $"&tag={Uri.EscapeDataString(tag)}")));
        List<SweepSummary> summaries = [];
        string? next = null;
        do
        {
            var token = next is null ? "" : $"&page_token={next}";
            var page = await PageAsync($"page_size={Math.Min(MostOfAPage, wanted - summaries.Count)}{query}{token}", cancellation);
            summaries.AddRange(page.Sweeps.Select(one => one.ToSummary()));
            next = page.NextPageToken;
        }
        while (next is not null && summaries.Count < wanted);
        return (summaries, next is not null);
    }

    public async Task<SweepStatus> StatusAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return (await client.AskAsync(HttpMethod.Get, ServerClient.PathOf(sweep.Id), SweepJson.Default.SweepStatus, cancellation)).Require();
    }

    public async Task<LiveSweep?> LiveAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return (await client.AskAsync(HttpMethod.Get, $"{ServerClient.PathOf(sweep.Id)}/silos", SweepJson.Default.LiveSweep, cancellation)).Require();
    }

    public async Task<SweepTop> TopAsync(SweepRecord sweep, TopQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(query);
        var totals = TotalsOf(await StatusAsync(sweep, cancellation), null);

        // All rows, since their sum says whether of some trials the longest alone counts.
        var (all, comparison) = await RankAsync(sweep, query, cancellation);
        return SweepTop.Of(sweep, query, all, totals, comparison);
    }

    public async Task<SweepImportance> ImportanceAsync(SweepRecord sweep, bool includePruned, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var path = $"{ServerClient.PathOf(sweep.Id)}/importance{(includePruned ? "?include_pruned=true" : "")}";
        return (await client.AskAsync(HttpMethod.Get, path, SweepJson.Default.SweepImportance, cancellation)).Require();
    }

    public async Task<Answer<SweepResult>> ResultAsync(SweepRecord sweep, DateTimeOffset acceptedAt, SweepProgress? last, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (!(await FindAsync(sweep.Id.ToString("d"), cancellation)).TryGet(out var now, out var refusal))
            return refusal.Kind == RefusalKind.NotFound ? SweepFinder.Gone(this, sweep) : refusal;

        // Its owner could not tell the store.
        if (last is { State: SweepState.Failed, Error: { } failure } && now.State.IsOpen())
            now = now with { State = SweepState.Failed, Error = failure };
        var status = await StatusAsync(now, cancellation);
        var lastFinished = now.FinishedAt is null ? await LastFinishedAsync(now, cancellation) : null;
        var (table, _) = await RankAsync(now, new TopQuery(new Ranking(now.Spec).By, MostRows), cancellation);
        var end = now.FinishedAt ?? lastFinished ?? acceptedAt;
        return new SweepResult(now, TotalsOf(status, lastFinished), null, Math.Max(0, (end - acceptedAt).TotalSeconds), table);
    }

    public async Task<ChangedSweep> ChangeAsync(SweepRecord sweep, SweepState to, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var verb = to switch
        {
            SweepState.Paused => "pause",
            SweepState.Running => "resume",
            SweepState.Cancelled => "cancel",
            _ => throw new ArgumentOutOfRangeException(nameof(to), to, "People pause, resume and cancel; sweeps complete and fail by themselves."),
        };
        var answer = await client.AskAsync(
            HttpMethod.Post, $"{ServerClient.PathOf(sweep.Id)}:{verb}", SweepJson.Default.JsonElement, cancellation,
            request => request.Options.Set(RetryHandler.IsRepeatable, true));
        if (answer.TryGet(out var changed, out var refusal))
        {
            return client.Read(
                changed, one => new ChangedSweep(sweep with { State = ServerClient.StateOf(one) }, one.GetProperty("changed").GetBoolean(), Refused: null));
        }

        if (refusal is not { Kind: RefusalKind.NotAllowed, Problems: [var problem, ..] })
            throw new RefusalException(refusal);
        return new ChangedSweep((await FindAsync(sweep.Id.ToString("d"), cancellation)).Require(), Changed: false, problem);
    }

    public Task<Answer<TrialExplanation>> ExplainAsync(SweepRecord sweep, long number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return SweepFinder.CheckNumber(sweep, number) is { } wrong
            ? Task.FromResult<Answer<TrialExplanation>>(wrong)
            : client.AskAsync(
                HttpMethod.Get, FormattableString.Invariant($"{ServerClient.PathOf(sweep.Id)}/trials/{number}/rungs"), SweepJson.Default.TrialExplanation, cancellation);
    }

    public async Task<SweepRecord> ReopenAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return sweep.State is SweepState.Failed or SweepState.Paused ? (await ChangeAsync(sweep, SweepState.Running, cancellation)).Sweep : sweep;
    }

    public async Task<long> RetryFailedAsync(Guid sweep, CancellationToken cancellation) =>
        (await client.AskAsync(HttpMethod.Post, $"{ServerClient.PathOf(sweep)}:retry", SweepJson.Default.RetriedTrials, cancellation)).Require().Retried;

    public async IAsyncEnumerable<SweepProgress> WatchAsync(SweepRecord sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        await using var events = new SweepEvents(client, sweep.Id, options);
        SweepProgress progress;
        do
        {
            yield return progress = (await events.NextAsync(cancellation)).ToProgress(sweep);
        }
        while (!progress.State.IsFinal());
    }

    public IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid sweep, CancellationToken cancellation) => _records.ReadTrialsAsync(sweep, cancellation);

    public IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid sweep, IReadOnlyCollection<long>? numbers, CancellationToken cancellation) =>
        _records.ReadCurvesAsync(sweep, numbers, cancellation);

    public IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid sweep, CancellationToken cancellation) => _records.ReadMetricsAsync(sweep, cancellation);

    public async Task<ReportData> ReportAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var totals = TotalsOf(await StatusAsync(sweep, cancellation), await LastFinishedAsync(sweep, cancellation));
        return await ReportReader.ReadAsync(
            totals, await RemoteResults.LoadAsync(_records, sweep, cancellation), sweep, options.Time.GetUtcNow(), cancellation);
    }

    private static TrialTotals TotalsOf(SweepStatus status, DateTimeOffset? lastFinishedAt) => new(
        status.Trials.Completed, status.Trials.Pruned, status.Trials.Failed, status.TrainSeconds, status.TrainedIterations, lastFinishedAt,
        status.RowsBeyondPlan, status.Origins.Prefix, status.Origins.Reused);

    private async Task<SweepPageView> PageAsync(string query, CancellationToken cancellation) =>
        (await client.AskAsync(HttpMethod.Get, $"sweeps?{query}", SweepJson.Default.SweepPageView, cancellation)).Require();

    private async Task<(IReadOnlyList<ConvergenceRow> Rows, GroupComparison? Comparison)> RankAsync(
        SweepRecord sweep, TopQuery query, CancellationToken cancellation)
    {
        var flags = (query.IncludePruned ? "&include_pruned=true" : "") + (query.Compare ? "&compare=true" : "");
        var path = FormattableString.Invariant($"{ServerClient.PathOf(sweep.Id)}/convergence?by={Uri.EscapeDataString(query.By)}&limit={MostRows}{flags}");
        var ranked = await client.AskAsync(HttpMethod.Get, path, SweepJson.Default.JsonElement, cancellation);
        return client.Read(ranked.Require(), one => (
            RankedTable.Read(one.GetProperty("rows"), query.By, sweep.Spec),
            query.Compare ? one.GetProperty("comparison").Deserialize(SweepJson.Default.GroupComparison) : null));
    }

    private async Task<DateTimeOffset?> LastFinishedAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        var page = await client.AskAsync(HttpMethod.Get, $"{ServerClient.PathOf(sweep.Id)}/trials?order_by=-finished_at&page_size=1", SweepJson.Default.TrialPageView, cancellation);
        return page.Require().Trials is [var last] ? last.Trial.FinishedAt : null;
    }
}
