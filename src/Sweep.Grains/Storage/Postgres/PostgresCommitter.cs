using System.Collections.Concurrent;
using Npgsql;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>
/// Commits batches: locks the sweeps, stages the trials, inserts those that are first, copies their curves straight into place, and
/// ends leases, in one transaction. A batch whose answer was lost is committed again as it is: its rows are there, so all are
/// duplicates of themselves.
/// </summary>
internal sealed class PostgresCommitter(PostgresDatabase database) : IAsyncDisposable
{
    /// <summary>Bytes of curves that are gathered before they are sent.</summary>
    private const int SendSize = 1 << 20;

    private readonly ConcurrentBag<CommitSession> _idle = [];
    private bool _disposed;

    /// <exception cref="StoreException">The database refused; nothing of the batch is stored, or its answer was lost.</exception>
    public async Task<IReadOnlyList<CommitOutcome>> CommitAsync(
        IReadOnlyList<FinishedTrial> trials, IReadOnlyList<Guid> endedLeases, CancellationToken cancellation)
    {
        // Grains call this too; the encoding is nothing for their scheduler.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var plan = new CommitPlan(trials);
        using var staged = new CopyBuffer();
        staged.BeginFile();
        foreach (var trial in plan.Candidates)
            TrialEncoder.WriteTrial(staged, trial);
        staged.EndFile();
        Guid[] leases = [.. endedLeases.Distinct().Order()];
        return await database.RunAsync("committing trials", () => TryCommitAsync(plan, staged, leases, cancellation), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        while (_idle.TryTake(out var session))
            await session.DisposeAsync();
    }

    private async Task<CommitOutcome[]> TryCommitAsync(CommitPlan plan, CopyBuffer staged, Guid[] leases, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_idle.TryTake(out var session))
            session = await CommitSession.OpenAsync(database, cancellation);
        try
        {
            var outcomes = await CommitAsync(session, plan, staged, leases, cancellation);
            if (!_disposed)
            {
                _idle.Add(session);
                session = null;
            }

            return outcomes;
        }
        finally
        {
            // After an error nobody knows what the connection is still good for.
            if (session is not null)
                await session.DisposeAsync();
        }
    }

    private async Task<CommitOutcome[]> CommitAsync(
        CommitSession session, CommitPlan plan, CopyBuffer staged, Guid[] leases, CancellationToken cancellation)
    {
        if (plan.Candidates.Count == 0 && leases.Length == 0)
            return [];
        await using var transaction = await session.BeginAsync(cancellation);
        HashSet<Guid> accepting = [];
        Dictionary<(Guid Sweep, long Number), bool> winners = [];
        if (plan.Candidates.Count > 0)
            accepting = await session.OpenSweepsAsync(plan.Sweeps, cancellation);
        if (accepting.Count > 0)
        {
            await using (var stream = await session.BeginCopyAsync(CommitSql.StageTrials, cancellation))
                await stream.WriteAsync(staged.Written, cancellation);
            winners = await session.InsertTrialsAsync([.. accepting], cancellation);
            if (winners.Count < plan.Candidates.Count && await session.FindDroppedAsync([.. accepting], cancellation) is { } dropped)
                throw StoreFaults.DroppedRow(database.Description, dropped);
            await CopyCurvesAsync(
                session, plan.Candidates.Where(trial => trial.Result is not null && winners.ContainsKey((trial.SweepId, trial.Trial.Number))), cancellation);
        }

        await session.ClearMachineryAsync([.. accepting], leases, cancellation);
        await transaction.CommitAsync(cancellation);
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

                TrialEncoder.WriteCurve(buffer, trial);
                if (buffer.Length < SendSize)
                    continue;
                await stream.WriteAsync(buffer.Written, cancellation);
                buffer.Clear();
            }

            if (stream is null)
                return;
            buffer.EndFile();
            await stream.WriteAsync(buffer.Written, cancellation);
        }
        catch when (stream is not null)
        {
            // Disposed as it is, the stream would end a file that is not whole, and the server's complaint would hide what went wrong.
            await stream.CancelAsync();
            throw;
        }
        finally
        {
            if (stream is not null)
                await stream.DisposeAsync();
        }
    }
}
