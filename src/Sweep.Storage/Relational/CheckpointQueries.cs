using Microsoft.EntityFrameworkCore;
using Sweep.Core.Sweeps;
using Sweep.Storage.Checkpoints;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>How far long trials are. Segments of curves are only ever appended, and deleted with their checkpoint.</summary>
internal static class CheckpointQueries
{
    /// <summary>Points of a row at most, so that writing and reading one takes little memory.</summary>
    private const int PiecePoints = 1 << 18;

    private const string Stored = "SELECT attempt, iteration, train_seconds, state FROM checkpoints WHERE sweep_id = @p0 AND number = @p1";

    private const string Segments = "SELECT points FROM checkpoint_curves WHERE sweep_id = @p0 AND number = @p1 ORDER BY start";

    public static async Task<int?> SaveAsync(SweepDbContext context, CheckpointRecord checkpoint, DateTimeOffset now, CancellationToken cancellation)
    {
        var (id, number) = (checkpoint.SweepId, checkpoint.Number);
        var wanted = await context.Sweeps.AnyAsync(
            sweep => sweep.Id == id
                && (sweep.State == SweepState.Running || sweep.State == SweepState.Paused || sweep.State == SweepState.Failed)
                && !context.Trials.Any(trial => trial.SweepId == id && trial.Number == number),
            cancellation);
        if (!wanted)
            return null;
        var stored = await Of(context, id, number)
            .Select(row => new { row.Iteration, row.Points })
            .FirstOrDefaultAsync(cancellation);
        if (stored is null ? checkpoint.Segment.Start > 0 : stored.Iteration >= checkpoint.Iteration || stored.Points < checkpoint.Segment.Start)
            return stored?.Points ?? 0;
        if (stored is null)
        {
            context.Add(new CheckpointRow
            {
                SweepId = id,
                Number = number,
                LeaseId = checkpoint.LeaseId,
                Attempt = checkpoint.Attempt,
                Iteration = checkpoint.Iteration,
                Points = checkpoint.Segment.End,
                TrainSeconds = checkpoint.TrainSeconds,
                State = checkpoint.State,
                SavedAt = now,
            });
        }
        else if (await UpdateAsync(context, checkpoint, stored.Iteration, now, cancellation) == 0)
        {
            return stored.Points;
        }

        var fresh = checkpoint.Segment.From(stored?.Points ?? 0);
        await context.SaveChangesAsync(cancellation);
        foreach (var piece in fresh.Pieces(PiecePoints))
        {
            context.Add(new CheckpointCurveRow { SweepId = id, Number = number, Start = piece.Start, Points = piece.ToBytes() });
            await context.SaveChangesAsync(cancellation);
            context.ChangeTracker.Clear();
        }

        return checkpoint.Segment.End;
    }

    public static async Task<StoredCheckpoint?> ReadAsync(SweepDbContext context, Guid id, long number, DamageSink damage, CancellationToken cancellation)
    {
        object[] key = [context.KeepId(id), number];
        T Named<T>(StoredRow row, Func<StoredRow, T> read)
        {
            row.Is(id, number);
            return read(row);
        }

        var stored = await StoredRows.ReadAsync(
            context, "checkpoints", Stored, key,
            row => Named(row, state => new StoredCheckpoint(state.Int(0, 1), state.Int(1), state.Finite(2, 0), state.Bytes(3), [])),
            damage, cancellation).FirstOrDefaultAsync(cancellation);
        if (stored is null)
            return null;

        // After the state: an attempt that was thought lost may save meanwhile, and what is beyond the state is left out where the curve is joined.
        var curve = await StoredRows.ReadAsync(context, "checkpoint_curves", Segments, key, row => Named(row, segment => segment.Bytes(0)), damage, cancellation)
            .ToListAsync(cancellation);
        return stored with { Curve = curve };
    }

    public static Task<int> DiscardAsync(SweepDbContext context, Guid id, long number, CancellationToken cancellation) =>
        Of(context, id, number).ExecuteDeleteAsync(cancellation);

    public static async Task<IReadOnlyList<long>> ReadNumbersAsync(SweepDbContext context, Guid id, CancellationToken cancellation) =>
        await context.Checkpoints
            .Where(row => row.SweepId == id && !context.Trials.Any(trial => trial.SweepId == id && trial.Number == row.Number))
            .OrderBy(row => row.Number)
            .Select(row => row.Number)
            .ToListAsync(cancellation);

    private static IQueryable<CheckpointRow> Of(SweepDbContext context, Guid id, long number) =>
        context.Checkpoints.Where(row => row.SweepId == id && row.Number == number);

    private static Task<int> UpdateAsync(
        SweepDbContext context, CheckpointRecord checkpoint, int storedIteration, DateTimeOffset now, CancellationToken cancellation) =>
        Of(context, checkpoint.SweepId, checkpoint.Number)
            .Where(row => row.Iteration == storedIteration)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.LeaseId, checkpoint.LeaseId)
                    .SetProperty(row => row.Attempt, checkpoint.Attempt)
                    .SetProperty(row => row.Iteration, checkpoint.Iteration)
                    .SetProperty(row => row.Points, checkpoint.Segment.End)
                    .SetProperty(row => row.TrainSeconds, checkpoint.TrainSeconds)
                    .SetProperty(row => row.State, checkpoint.State)
                    .SetProperty(row => row.SavedAt, now),
                cancellation);
}
