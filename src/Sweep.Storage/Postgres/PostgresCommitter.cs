using Npgsql;
using Sweep.Storage.Faults;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Commits batches: locks the sweeps, inserts the trials that are first, copies their curves and metrics straight into place, and ends leases, in
/// one transaction. A batch whose answer was lost is committed again as it is: its rows are there, so all are duplicates of themselves.
/// </summary>
internal sealed class PostgresCommitter(PostgresDatabase database)
{
    /// <summary>Bytes of curves that are gathered before they are sent.</summary>
    private const int SendSize = 1 << 20;

    /// <exception cref="StoreException">The database refused; nothing of the batch is stored, or its answer was lost.</exception>
    public Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation) =>
        CommitAsync(trials, endedLeases, claim: null, cancellation);

    /// <inheritdoc cref="CommitAsync(IReadOnlyList{FinishedTrial}, IReadOnlyList{Guid}, CancellationToken)"/>
    public async Task<CommitOutcome> CommitClaimAsync(FinishedTrial trial, Guid lease, CancellationToken cancellation) =>
        (await CommitAsync([trial], [lease], lease, cancellation))[0];

    private async Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, Guid? claim, CancellationToken cancellation)
    {
        // Grains call this too; the encoding is nothing for their scheduler.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var plan = new CommitPlan(trials);
        var staged = new StagedTrials(plan.Candidates);
        Guid[] leases = [.. endedLeases.Distinct().Order()];
        if (plan.Candidates.Count == 0 && leases.Length == 0)
            return [];
        return await database.RunAsync("committing trials", () => TryCommitAsync(plan, staged, leases, claim, cancellation), cancellation);
    }

    private async Task<CommitOutcome[]> TryCommitAsync(CommitPlan plan, StagedTrials staged, Guid[] leases, Guid? claim, CancellationToken cancellation)
    {
        await using var session = await CommitSession.BeginAsync(database, cancellation);
        Dictionary<Guid, long> accepting = [];
        Dictionary<(Guid Sweep, long Number), bool> winners = [];
        if (plan.Candidates.Count > 0)
            accepting = await session.OpenSweepsAsync(plan.Sweeps, cancellation);
        if (claim is { } lease && accepting.Count > 0 && !await session.HoldLeaseAsync(lease, plan.Sweeps[0], cancellation))
            return [CommitOutcome.Fenced];
        FinishedTrial[] accepted = [.. plan.Candidates.Where(trial => trial.Trial.Number < accepting.GetValueOrDefault(trial.SweepId, long.MinValue))];
        if (accepted.Length > 0)
        {
            winners = await session.InsertTrialsAsync(accepted.Length < plan.Candidates.Count ? new StagedTrials(accepted) : staged, cancellation);
            if (winners.Count < accepted.Length && await session.FindDroppedAsync("trials", accepted, cancellation) is { } dropped)
                throw StoreFaults.DroppedRow(database.Description, "trials", dropped);
        }

        FinishedTrial[] won = [.. accepted.Where(trial => winners.ContainsKey((trial.SweepId, trial.Trial.Number)))];
        FinishedTrial[] curves = [.. won.Where(trial => trial.Curve is not null)];
        await CopyAsync(session, CommitSql.CopyCurves, curves, CurveEncoder.Write, cancellation);
        FinishedTrial[] metrics = [.. won.Where(trial => trial.Metrics.Count > 0)];
        await CopyAsync(session, CommitSql.CopyMetrics, metrics, MetricEncoder.Write, cancellation);
        if (metrics.Length > 0 && await session.FindDroppedMetricAsync(metrics, cancellation) is { } unmeasured)
            throw StoreFaults.DroppedRow(database.Description, "metric_curves", unmeasured);
        if (await session.ClearMachineryAsync(accepted, leases, cancellation) < curves.Length
            && await session.FindDroppedAsync("loss_curves", curves, cancellation) is { } lost)
            throw StoreFaults.DroppedRow(database.Description, "loss_curves", lost);
        await session.CommitAsync(cancellation);
        return plan.Outcomes(accepting, winners);
    }

    private static async Task CopyAsync(
        CommitSession session, string copy, FinishedTrial[] trials, Func<CopyBuffer, FinishedTrial, IEnumerable<CopyBuffer>> write,
        CancellationToken cancellation)
    {
        if (trials.Length == 0)
            return;
        using var buffer = new CopyBuffer();
        var stream = await session.BeginCopyAsync(copy, cancellation);
        try
        {
            buffer.BeginFile();
            foreach (var piece in trials.SelectMany(trial => write(buffer, trial)))
            {
                if (piece.Length < SendSize)
                    continue;
                await stream.WriteAsync(piece.Written, cancellation);
                piece.Clear();
            }

            buffer.EndFile();
            await stream.WriteAsync(buffer.Written, cancellation);
        }
        catch
        {
            await CancelAsync(stream);
            throw;
        }

        await stream.DisposeAsync();
    }

    /// <summary>Disposed as it is, the stream would end a file that is not whole, and the server's complaint would hide what went wrong.</summary>
    private static async Task CancelAsync(NpgsqlRawCopyStream stream)
    {
        try
        {
            await stream.CancelAsync();
        }
        catch (Exception trouble) when (trouble is ObjectDisposedException or IOException || PostgresErrors.IsOfDatabase(trouble))
        {
            // The connection is lost and the copy with it, of which the caller's own failure tells.
        }
    }
}
