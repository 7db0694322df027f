using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Service.Answers;
using Sweep.Service.Reports;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Faults;
using Sweep.Storage.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service;

/// <summary>
/// What people and programs do with sweeps, whatever they do it with: a command line, an API, a page, a test. What cannot be done is an
/// <see cref="Answer{T}"/> that says why; failures of the database are <see cref="StoreException"/>.
/// </summary>
public interface ISweepService
{
    /// <summary>Reads a spec, YAML or JSON in UTF-8, and says all that is wrong with it. Its patterns may be data sets of the database.</summary>
    Task<Answer<ValidSpec>> ValidateAsync(ReadOnlyMemory<byte> spec, CancellationToken cancellation);

    /// <summary>Stores a sweep; silos look for it every two seconds. The same key with the same spec gives the sweep that is there.</summary>
    /// <param name="spec">What to search.</param>
    /// <param name="key">Makes submitting idempotent; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<Answer<SubmittedSweep>> SubmitAsync(ValidSpec spec, string? key, CancellationToken cancellation);

    /// <summary>
    /// Stores a sweep of all that another has, which has ended, and more: what that has trained is copied, and what is new is trained.
    /// </summary>
    /// <param name="sweep">The other.</param>
    /// <param name="extension">What is new.</param>
    /// <param name="key">Makes it idempotent; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<Answer<SubmittedSweep>> ExtendAsync(SweepRecord sweep, SweepExtension extension, string? key, CancellationToken cancellation);

    /// <param name="id">A whole id, an unambiguous start of one, or <see cref="SweepIds.Latest"/>.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<Answer<SweepRecord>> FindAsync(string id, CancellationToken cancellation);

    /// <summary>The newest unfinished sweep of the same spec; null where there is none.</summary>
    Task<SweepRecord?> FindUnfinishedAsync(ValidSpec spec, CancellationToken cancellation);

    /// <summary>Sweeps, newest first, and whether there are more than the filter's limit.</summary>
    Task<(IReadOnlyList<SweepSummary> Sweeps, bool HasMore)> ListAsync(SweepFilter filter, CancellationToken cancellation);

    Task<SweepStatus> StatusAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>The part of it that only silos know, without counting trials; null where there are no silos to ask.</summary>
    Task<LiveSweep?> LiveAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>What converged fastest.</summary>
    Task<SweepTop> TopAsync(SweepRecord sweep, TopQuery query, CancellationToken cancellation);

    /// <summary>Which parameters matter for being among the best.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="includePruned">Whether pruned trials count too.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<SweepImportance> ImportanceAsync(SweepRecord sweep, bool includePruned, CancellationToken cancellation);

    /// <summary>What it has come to.</summary>
    /// <param name="sweep">As it was accepted.</param>
    /// <param name="acceptedAt">From when its wall time counts.</param>
    /// <param name="last">What its owner said last; null where nobody was asked.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<Answer<SweepResult>> ResultAsync(SweepRecord sweep, DateTimeOffset acceptedAt, SweepProgress? last, CancellationToken cancellation);

    /// <summary>Pauses, resumes or cancels: a conditional update of the store, which needs no silo and which silos see within seconds.</summary>
    Task<ChangedSweep> ChangeAsync(SweepRecord sweep, SweepState to, CancellationToken cancellation);

    /// <summary>Sets a failed or a paused sweep that no other process works on running again; leaves all others alone.</summary>
    Task<SweepRecord> ReopenAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>Lets the failed trials of a sweep run again; returns how many.</summary>
    Task<long> RetryFailedAsync(Guid sweep, CancellationToken cancellation);

    /// <summary>How far it is, now and then; the last is of a final state.</summary>
    /// <exception cref="RefusalException">The sweep is gone, or another process has taken it over.</exception>
    IAsyncEnumerable<SweepProgress> WatchAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>Finished trials in order of number.</summary>
    IAsyncEnumerable<TrialRecord> ReadTrialsAsync(Guid sweep, CancellationToken cancellation);

    /// <summary>Their curves in order of number.</summary>
    /// <param name="sweep">Whose.</param>
    /// <param name="numbers">Of these trials alone; null for all.</param>
    /// <param name="cancellation">Gives up.</param>
    IAsyncEnumerable<CurveRecord> ReadCurvesAsync(Guid sweep, IReadOnlyCollection<long>? numbers, CancellationToken cancellation);

    /// <summary>What their trainers have reported beside those curves, in order of number and name.</summary>
    IAsyncEnumerable<MetricRecord> ReadMetricsAsync(Guid sweep, CancellationToken cancellation);

    /// <summary>What a pruner has decided about a trial, finished or not.</summary>
    Task<Answer<TrialExplanation>> ExplainAsync(SweepRecord sweep, long number, CancellationToken cancellation);

    /// <summary>All that a report shows.</summary>
    Task<ReportData> ReportAsync(SweepRecord sweep, CancellationToken cancellation);
}
