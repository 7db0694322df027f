using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Storage;

namespace Sweep.Client.Sweeps;

/// <summary>The table of <c>sweep top</c>, from the store.</summary>
internal static class Convergence
{
    public static async Task<IReadOnlyList<ConvergenceRow>> ReadAsync(IResultReader results, Guid id, ParameterName by, CancellationToken cancellation) =>
        ConvergenceTable.Build(await results.ReadSettingsAsync(id, by, cancellation), by);
}
