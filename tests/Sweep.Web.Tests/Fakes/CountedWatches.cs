using System.Runtime.CompilerServices;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Reports;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Web.Tests.Fakes;

/// <summary>Counts how often a sweep is watched, and how often its status is read.</summary>
internal sealed class CountedWatches(ISweepService inner) : ISweepService
{
    private int _begun;
    private int _open;
    private int _statuses;

    public int Begun => Volatile.Read(ref _begun);

    public int Statuses => Volatile.Read(ref _statuses);

    /// <summary>Says how a sweep stands instead of the service; null to ask that.</summary>
    public Func<SweepRecord, Task<SweepStatus>>? Status { get; set; }

    public int Open => Volatile.Read(ref _open);

    public async IAsyncEnumerable<SweepProgress> WatchAsync(SweepRecord sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Interlocked.Increment(ref _begun);
        Interlocked.Increment(ref _open);
        try
        {
            await foreach (var progress in inner.WatchAsync(sweep, cancellation))
                yield return progress;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    public Task<Answer<ValidSpec>> ValidateAsync(ReadOnlyMemory<byte> spec, CancellationToken cancellation) => inner.ValidateAsync(spec, cancellation);

    public Task<Answer<SubmittedSweep>> SubmitAsync(ValidSpec spec, string? key, CancellationToken cancellation) => inner.SubmitAsync(spec, key, cancellation);

    public Task<Answer<SubmittedSweep>> ExtendAsync(SweepRecord sweep, SweepExtension extension, string? key, CancellationToken cancellation) =>
        inner.ExtendAsync(sweep, extension, key, cancellation);

    public Task<Answer<SweepRecord>> FindAsync(string id, CancellationToken cancellation) => inner.FindAsync(id, cancellation);

    public Task<SweepRecord?> FindUnfinishedAsync(ValidSpec spec, CancellationToken cancellation) => inner.FindUnfinishedAsync(spec, cancellation);

    public Task<(IReadOnlyList<SweepSummary> Sweeps, bool HasMore)> ListAsync(SweepFilter filter, CancellationToken cancellation) =>
        inner.ListAsync(filter, cancellation);

    public Task<LiveSweep?> LiveAsync(SweepRecord sweep, CancellationToken cancellation) => inner.LiveAsync(sweep, cancellation);

    public Task<SweepStatus> StatusAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _statuses);
        return Status?.Invoke(sweep) ?? inner.StatusAsync(sweep, cancellation);
    }

    /// <summary>Says what converged fastest instead of the service; null to ask that.</summary>
    public Func<SweepRecord, TopQuery, SweepTop>? Top { get; set; }

    public Task<SweepTop> TopAsync(SweepRecord sweep, TopQuery query, CancellationToken cancellation) =>
        Top is { } top ? Task.FromResult(top(sweep, query)) : inner.TopAsync(sweep, query, cancellation);

    public Task<SweepImportance> ImportanceAsync(SweepRecord sweep, bool includePruned, CancellationToken cancellation) =>
        inner.ImportanceAsync(sweep, includePruned, cancellation);

    public Task<Answer<SweepResult>> ResultAsync(SweepRecord sweep, DateTimeOffset acceptedAt, SweepProgress? last, CancellationToken cancellation) =>
        inner.ResultAsync(sweep, acceptedAt, last, cancellation);

    public Task<ChangedSweep> ChangeAsync(SweepRecord sweep, SweepState to, CancellationToken cancellation) => inner.ChangeAsync(sweep, to, cancellation);

    public Task<SweepRecord> ReopenAsync(SweepRecord sweep, CancellationToken cancellation) => inner.ReopenAsync(sweep, cancellation);

    public Task<long> RetryFailedAsync(Guid sweep, CancellationToken cancellation) => inner.RetryFailedAsync(sweep, cancellation);

    public IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid sweep, CancellationToken cancellation) => inner.ReadTrialsAsync(sweep, cancellation);

    public IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid sweep, IReadOnlyCollection<long>? numbers, CancellationToken cancellation) =>
        inner.ReadCurvesAsync(sweep, numbers, cancellation);

    public IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid sweep, CancellationToken cancellation) => inner.ReadMetricsAsync(sweep, cancellation);

    public Task<Answer<TrialExplanation>> ExplainAsync(SweepRecord sweep, long number, CancellationToken cancellation) =>
        inner.ExplainAsync(sweep, number, cancellation);

    public Task<ReportData> ReportAsync(SweepRecord sweep, CancellationToken cancellation) => inner.ReportAsync(sweep, cancellation);
}
