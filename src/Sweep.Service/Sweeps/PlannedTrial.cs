using Sweep.Core.Specs;
using Sweep.Core.Trials;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service.Sweeps;

/// <summary>Trials as they were planned, which says more than their rows: of which numbers a data set was, and of which kind a value.</summary>
public static class PlannedTrial
{
    /// <summary>The trial of a row.</summary>
    public static TrialDefinition Of(SweepRecord sweep, TrialRecord row)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(row);
        if (!sweep.Space.Knows(row.Trial.Number))
            sweep.Space.Learn(row.Trial.Number, row.Trial.Point);
        return sweep.Space.TrialAt(row.Trial.Number);
    }
}
