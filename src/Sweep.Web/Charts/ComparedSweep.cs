using Sweep.Core.Analysis;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Charts;

/// <summary>One of the sweeps that are compared.</summary>
/// <param name="Sweep">Its row.</param>
/// <param name="Lines">Its convergence by the chosen parameter.</param>
/// <param name="All">All of its runs as one line.</param>
/// <param name="Table">Its trials.</param>
public sealed record ComparedSweep(SweepRecord Sweep, IReadOnlyList<ConvergenceLine> Lines, SurvivalCurve All, TrialTable Table)
{
    /// <summary>Runs that count, whatever is compared.</summary>
    public required long Runs { get; init; }

    /// <summary>Of them, how many reached the target.</summary>
    public required long Reached { get; init; }

    /// <summary>The best value of its objective; not finite where there is none.</summary>
    public required double Best { get; init; }

    /// <summary>Pruned trials that are not counted.</summary>
    public required long PrunedLeftOut { get; init; }

    public ConvergenceLine? Find(string value) => Lines.FirstOrDefault(line => line.Row.Group == value);
}
