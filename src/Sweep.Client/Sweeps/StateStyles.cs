using Spectre.Console;
using Sweep.Core.Sweeps;

namespace Sweep.Client.Sweeps;

/// <summary>The colour of each state of a sweep.</summary>
internal static class StateStyles
{
    public static Style Of(SweepState state) => new(state switch
    {
        SweepState.Running => Color.Teal,
        SweepState.Paused => Color.Olive,
        SweepState.Completed => Color.Green,
        _ => Color.Maroon,
    });
}
