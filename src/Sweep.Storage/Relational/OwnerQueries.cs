using Microsoft.EntityFrameworkCore;
using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Owning;

namespace Sweep.Storage.Relational;

/// <summary>Who may grant the trials of a sweep: one owner at a time, fenced by the epoch.</summary>
internal static class OwnerQueries
{
    public static async Task<OwnershipResult> TryAcquireAsync(
        SweepDbContext context, Guid id, string owner, TimeSpan duration, string? seizeFrom, DateTimeOffset now,
        DamageSink damage, CancellationToken cancellation)
    {
        DateTimeOffset? until = now + duration;
        var acquired = await context.Sweeps
            .Where(sweep => sweep.Id == id && (sweep.State == SweepState.Running || sweep.State == SweepState.Paused))
            .Where(sweep => sweep.Owner == null || sweep.OwnerUntil == null || sweep.OwnerUntil <= now || sweep.Owner == owner || sweep.Owner == seizeFrom)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(sweep => sweep.Owner, owner)
                    .SetProperty(sweep => sweep.OwnerUntil, until)
                    .SetProperty(sweep => sweep.Epoch, sweep => sweep.Epoch + 1),
                cancellation);
        return new OwnershipResult(acquired == 1, await SweepQueries.FindAsync(context, id, damage, cancellation));
    }

    public static async Task<SweepState?> RenewAsync(
        SweepDbContext context, Guid id, long epoch, long frontier, TimeSpan duration, DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset? until = now + duration;
        await context.Sweeps
            .Where(sweep => sweep.Id == id && sweep.Epoch == epoch && sweep.Owner != null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(sweep => sweep.OwnerUntil, until)
                    .SetProperty(sweep => sweep.Frontier, frontier),
                cancellation);
        return await context.Sweeps
            .Where(sweep => sweep.Id == id && sweep.Epoch == epoch)
            .Select(sweep => (SweepState?)sweep.State)
            .FirstOrDefaultAsync(cancellation);
    }

    public static Task<int> ReleaseAsync(SweepDbContext context, Guid id, long epoch, CancellationToken cancellation) =>
        context.Sweeps
            .Where(sweep => sweep.Id == id && sweep.Epoch == epoch)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(sweep => sweep.Owner, (string?)null)
                    .SetProperty(sweep => sweep.OwnerUntil, (DateTimeOffset?)null),
                cancellation);
}
