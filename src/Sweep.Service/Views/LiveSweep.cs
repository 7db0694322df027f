using Sweep.Grains.Contracts;

namespace Sweep.Service.Views;

/// <summary>What only live silos know of a sweep: how busy they are, and what is in training.</summary>
/// <param name="StoreTrouble">Why the database takes no results just now; null while all is well.</param>
public sealed record LiveSweep(IReadOnlyList<SiloView> Silos, string? StoreTrouble, IReadOnlyList<RunningTrial> Running)
{
    internal LiveSweep(IReadOnlyList<SiloView> silos, SweepProgress progress)
        : this(
            silos,
            progress.StoreTrouble,
            [.. progress.RunningTrials.OrderBy(trial => trial.Number).Select(RunningTrial.Of)])
    {
    }
}
