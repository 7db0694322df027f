using Sweep.Client.Sweeps;
using Sweep.Core.Analysis;
using Sweep.Core.Sweeps;
using Sweep.Storage;

namespace Sweep.Client.Running;

/// <summary>What <c>sweep run</c> and <c>sweep resume</c> end with.</summary>
/// <param name="StartupSeconds">From the process' start until the sweep was accepted.</param>
/// <param name="WallSeconds">From there until the last commit.</param>
/// <param name="Patterns">The table of <c>sweep top</c>.</param>
internal sealed record RunResult(
    SweepRecord Sweep, TrialTotals Totals, TrialCounts Counts, double StartupSeconds, double WallSeconds, IReadOnlyList<ConvergenceRow> Patterns)
{
    /// <summary>Trials of a completed sweep whose rows somebody has deleted since.</summary>
    public long Missing => Sweep.State == SweepState.Completed ? Sweep.PlannedTrials - Totals.Rows : 0;

    public bool IsSuccess => Sweep.State == SweepState.Completed && Totals.Failed == 0 && Missing == 0;
}
