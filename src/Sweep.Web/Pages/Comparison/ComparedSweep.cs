using Sweep.Core.Analysis;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;
using Sweep.Web.Charts;

namespace Sweep.Web.Pages.Comparison;

/// <summary>One of the sweeps that are compared.</summary>
/// <param name="Sweep">Its row.</param>
/// <param name="Lines">Its convergence by the chosen parameter.</param>
/// <param name="All">All of its runs as one line.</param>
/// <param name="Table">Its trials.</param>
public sealed record ComparedSweep(SweepRecord Sweep, IReadOnlyList<ConvergenceLine> Lines, SurvivalCurve All, TrialTable Table)
{
    public ConvergenceLine? Find(string value) => Lines.FirstOrDefault(line => line.Row.Group == value);
}
