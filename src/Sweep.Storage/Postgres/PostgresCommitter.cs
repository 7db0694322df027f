using Npgsql;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Commits batches: locks the sweeps, inserts the trials that are first, copies their curves straight into place, and ends leases, in
/// one transaction. A batch whose answer was lost is committed again as it is: its rows are there, so all are duplicates of themselves.
/// </summary>
internal sealed class PostgresCommitter(PostgresDatabase database)
{
    /// <summary>Bytes of curves that are gathered before they are sent.</summary>
    private const int SendSize = 1 << 20;

    /// <exception cref="StoreException">The database refused; nothing of the batch is stored, or its answer was lost.</exception>
    public async Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation)
    {
        // Grains call this too; the encoding is nothing for their scheduler.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var plan = new CommitPlan(trials);
        var staged = new StagedTrials(plan.Candidates);
        Guid[] leases = [.. endedLeases.Distinct().Order()];
        if (plan.Candidates.Count == 0 && leases.Length == 0)
            return [];
        return await database.RunAsync("committing trials", () => TryCommitAsync(plan, staged, leases, cancellation), cancellation);
    }

    private async Task<CommitOutcome[]> TryCommitAsync(CommitPlan plan, StagedTrials staged, Guid[] leases, CancellationToken cancellation)
    {
        await using var session = await CommitSession.BeginAsync(database, cancellation);
        HashSet<Guid> accepting = [];
        Dictionary<(Guid Sweep, long Number), bool> winners = [];
        if (plan.Candidates.Count > 0)
            accepting = await session.OpenSweepsAsync(plan.Sweeps, cancellation);
        FinishedTrial[] accepted = [.. plan.Candidates.Where(trial => accepting.Contains(trial.SweepId))];
        if (accepted.Length > 0)
        {
            winners = await session.InsertTrialsAsync(staged, [.. accepting], cancellation);
            if (winners.Count < accepted.Length && await session.FindDroppedAsync("trials", accepted, cancellation) is { } dropped)
                throw StoreFaults.DroppedRow(database.Description, "trials", dropped);
        }

        FinishedTrial[] curves = [.. accepted.Where(trial => trial.Curve is not null && winners.ContainsKey((trial.SweepId, trial.Trial.Number)))];
        await CopyCurvesAsync(session, curves, cancellation);
        if (await session.ClearMachineryAsync(accepted, leases, cancellation) < curves.Length
            && await session.FindDroppedAsync("loss_curves", curves, cancellation) is { } lost)
            throw StoreFaults.DroppedRow(database.Description, "loss_curves", lost);
        await session.CommitAsync(cancellation);
        return plan.Outcomes(accepting, winners);
    }

    private static async Task CopyCurvesAsync(CommitSession session, IEnumerable<FinishedTrial> winners, CancellationToken cancellation)
    {
        using var buffer = new CopyBuffer();
        NpgsqlRawCopyStream? stream = null;
        try
        {
            foreach (var trial in winners)
            {
                if (stream is null)
                {
                    stream = await session.BeginCopyAsync(CommitSql.CopyCurves, cancellation);
                    buffer.BeginFile();
                }

                foreach (var piece in CurveEncoder.Write(buffer, trial))
                {
                    if (piece.Length < SendSize)
                        continue;
                    await stream.WriteAsync(piece.Written, cancellation);
                    piece.Clear();
                }
            }

            if (stream is null)
                return;
            buffer.EndFile();
            await stream.WriteAsync(buffer.Written, cancellation);
        }
        catch when (stream is not null)
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
