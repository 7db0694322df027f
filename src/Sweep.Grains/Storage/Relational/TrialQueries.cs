using Microsoft.EntityFrameworkCore;
using Sweep.Core.Sweeps;
using Sweep.Core.Trials;
using Sweep.Grains.Storage.Model;

namespace Sweep.Grains.Storage.Relational;

/// <summary>Reads trials page by page, so that no read lasts long however slowly its rows are used.</summary>
internal static class TrialQueries
{
    public const int PageSize = 1000;

    public static async Task<List<TrialRecord>> PageAsync(SweepDbContext context, Guid id, long from, CancellationToken cancellation)
    {
        var rows = await context.Trials.AsNoTracking()
            .Where(trial => trial.SweepId == id && trial.Number >= from)
            .OrderBy(trial => trial.Number)
            .Take(PageSize)
            .ToListAsync(cancellation);
        return rows.ConvertAll(row => row.ToRecord());
    }

    public static Task<List<ConvergenceRecord>> ConvergencePageAsync(SweepDbContext context, Guid id, long from, CancellationToken cancellation) =>
        context.Trials
            .Where(trial => trial.SweepId == id && trial.Number >= from)
            .Where(trial => trial.State == TrialState.Completed || trial.State == TrialState.Pruned)
            .OrderBy(trial => trial.Number)
            .Take(PageSize)
            .Select(trial => new ConvergenceRecord(
                trial.Number,
                new TrialPoint(
                    trial.Pattern!.Value, trial.LearningRate!.Value, trial.Iterations!.Value, trial.Samples!.Value, trial.Hidden!.Value),
                (uint)trial.Replicate,
                trial.TrainedIterations,
                trial.ReachedAt,
                trial.ConvergedAt,
                trial.BestLoss!.Value,
                trial.FinalLoss!.Value))
            .ToListAsync(cancellation);

    public static async Task<FinishedNumbers> ReadFinishedAsync(SweepDbContext context, Guid id, CancellationToken cancellation)
    {
        var saved = await context.Sweeps.Where(sweep => sweep.Id == id).Select(sweep => sweep.Frontier).FirstOrDefaultAsync(cancellation);
        var numbers = context.Trials
            .Where(trial => trial.SweepId == id && trial.Number >= saved)
            .OrderBy(trial => trial.Number)
            .Select(trial => trial.Number);
        var runs = new List<NumberRange>();
        var run = new NumberRange(saved, saved);
        await foreach (var number in numbers.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (number != run.End)
            {
                runs.Add(run);
                run = new NumberRange(number, number);
            }

            run = run with { End = number + 1 };
        }

        runs.Add(run);
        return new FinishedNumbers(runs[0].End, runs[1..]);
    }

    public static async Task<IReadOnlyList<long>> ReadFinishedAmongAsync(
        SweepDbContext context, Guid id, IReadOnlyCollection<long> numbers, CancellationToken cancellation) =>
        await context.Trials
            .Where(trial => trial.SweepId == id && EF.Parameter(numbers).Contains(trial.Number))
            .Select(trial => trial.Number)
            .ToListAsync(cancellation);

    public static async Task<long> ForgetFailedAsync(SweepDbContext context, Guid id, CancellationToken cancellation)
    {
        var failed = context.Trials.Where(trial => trial.SweepId == id && trial.State == TrialState.Failed);
        var first = await failed.MinAsync(trial => (long?)trial.Number, cancellation);
        if (first is null)
            return 0;
        await context.Attempts
            .Where(attempt => attempt.SweepId == id && failed.Any(trial => trial.Number == attempt.Number))
            .ExecuteDeleteAsync(cancellation);
        var count = await failed.ExecuteDeleteAsync(cancellation);

        // What an owner knows of the finished numbers is no longer true: the epoch makes it read them again.
        await context.Sweeps.Where(sweep => sweep.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(sweep => sweep.Frontier, sweep => sweep.Frontier > first ? first.Value : sweep.Frontier)
                .SetProperty(sweep => sweep.Epoch, sweep => sweep.Epoch + 1),
            cancellation);
        await context.Sweeps.Where(sweep => sweep.Id == id && sweep.State == SweepState.Completed).ExecuteUpdateAsync(
            set => set
                .SetProperty(sweep => sweep.State, SweepState.Running)
                .SetProperty(sweep => sweep.FinishedAt, (DateTimeOffset?)null),
            cancellation);
        return count;
    }
}
