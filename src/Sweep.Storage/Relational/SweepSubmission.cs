using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Sweeps;

namespace Sweep.Storage.Relational;

/// <summary>Stores new sweeps.</summary>
internal static class SweepSubmission
{
    public static async Task<SweepRecord> SubmitAsync(
        SweepDbContext context, NewSweep sweep, DataSetSql dataSets, DateTimeOffset now, DamageSink damage, CancellationToken cancellation)
    {
        // An answer may have been lost on its way: the same id is the same submission.
        var existing = await SweepQueries.FindAsync(context, sweep.Id, damage, cancellation);
        if (existing is null && sweep.SubmitKey is { } key)
            existing = await SweepQueries.FindByKeyAsync(context, key, damage, cancellation);
        if (existing is not null)
        {
            return existing.SpecHash == sweep.SpecHash
                ? existing
                : throw new SubmitKeyConflictException(sweep.SubmitKey ?? sweep.Id.ToString(), existing.Id);
        }

        await DataSetQueries.RequireAsync(context, dataSets, sweep.Data, cancellation);
        var added = new SweepRow
        {
            Id = sweep.Id,
            Name = sweep.Name,
            SpecText = sweep.SpecText,
            Spec = sweep.CanonicalSpec,
            SpecHash = sweep.SpecHash,
            SubmitKey = sweep.SubmitKey,
            State = SweepState.Running,
            Numerics = sweep.Numerics,
            PlannedTrials = sweep.PlannedTrials,
            CreatedAt = now,
            TraceParent = sweep.TraceParent,
            Extends = sweep.Extends,
        };
        context.Add(added);
        context.AddRange(HistoryQueries.RowsOf(sweep.Id, sweep.History));
        await context.SaveChangesAsync(cancellation);

        // As the database keeps it: JSON may come back with other spaces.
        return (await SweepQueries.FindAsync(context, sweep.Id, damage, cancellation))!;
    }
}
