using Microsoft.EntityFrameworkCore;
using Sweep.Core.Trials;
using Sweep.Grains.Storage.Model;

namespace Sweep.Grains.Storage.Relational;

/// <summary>Reads sweeps and their totals.</summary>
internal static class SweepQueries
{
    public static async Task<SweepRecord?> FindAsync(SweepDbContext context, Guid id, CancellationToken cancellation) =>
        (await context.Sweeps.AsNoTracking().FirstOrDefaultAsync(sweep => sweep.Id == id, cancellation))?.ToRecord();

    public static async Task<IReadOnlyList<SweepRecord>> ListAsync(SweepDbContext context, SweepFilter filter, CancellationToken cancellation)
    {
        var sweeps = context.Sweeps.AsNoTracking();
        if (filter.States is { } states)
            sweeps = sweeps.Where(sweep => states.Contains(sweep.State));
        if (filter.SpecHash is { } hash)
            sweeps = sweeps.Where(sweep => sweep.SpecHash == hash);
        if (filter.IdPrefix is { } prefix)
        {
            if (!IdPrefixes.TryGetBounds(prefix, out var lowest, out var highest))
                return [];
            sweeps = sweeps.Where(sweep => sweep.Id >= lowest && sweep.Id <= highest);
        }

        sweeps = sweeps.OrderByDescending(sweep => sweep.CreatedAt).ThenByDescending(sweep => sweep.Id);
        if (filter.Limit is { } limit)
            sweeps = sweeps.Take(limit);
        return [.. (await sweeps.ToListAsync(cancellation)).Select(sweep => sweep.ToRecord())];
    }

    public static async Task<TrialTotals> TotalTrialsAsync(SweepDbContext context, Guid id, CancellationToken cancellation)
    {
        var states = await context.Trials
            .Where(trial => trial.SweepId == id)
            .GroupBy(trial => trial.State)
            .Select(group => new
            {
                State = group.Key,
                Count = group.LongCount(),
                TrainSeconds = group.Sum(trial => trial.TrainSeconds),
                Iterations = group.Sum(trial => (long)trial.TrainedIterations),
                Last = group.Max(trial => trial.FinishedAt),
            })
            .ToListAsync(cancellation);
        long CountOf(TrialState state) => states.FirstOrDefault(row => row.State == state)?.Count ?? 0;
        return new TrialTotals(
            CountOf(TrialState.Completed),
            CountOf(TrialState.Pruned),
            CountOf(TrialState.Failed),
            states.Sum(row => row.TrainSeconds),
            states.Sum(row => row.Iterations),
            states.Count == 0 ? null : states.Max(row => row.Last));
    }
}
