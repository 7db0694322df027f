using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Grains.Storage;

namespace Sweep.Client.Sweeps;

/// <summary>The table of <c>sweep top</c>, from the store.</summary>
internal static class Convergence
{
    public static async Task<IReadOnlyList<ConvergenceRow>> ReadAsync(ISweepStore store, Guid id, ParameterName by, CancellationToken cancellation)
    {
        List<TrialOutcome> outcomes = [];
        await foreach (var row in store.ReadConvergenceAsync(id, cancellation))
            outcomes.Add(new TrialOutcome(row.Point, row.Replicate, row.TrainedIterations, row.ReachedAt, row.BestLoss));
        return ConvergenceTable.Build(outcomes, by);
    }
}
