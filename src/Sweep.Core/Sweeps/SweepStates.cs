using Sweep.Core.Naming;

namespace Sweep.Core.Sweeps;

/// <summary>The states of a sweep by name, as in SQL and on the command line (<c>running</c>, …), and by what they mean.</summary>
public static class SweepStates
{
    public static IReadOnlyList<string> All => EnumNames<SweepState>.All;

    public static string ToName(this SweepState state) => EnumNames<SweepState>.Of(state);

    public static bool TryParse(string? name, out SweepState state) => EnumNames<SweepState>.TryParse(name, out state);

    /// <summary>Whether it has ended; only a failed sweep may be reopened.</summary>
    public static bool IsFinal(this SweepState state) => !state.IsOpen();

    /// <summary>
    /// Whether its rows stay as they are while its epoch does: what is still under way of a failed sweep is committed, of a cancelled one it is not.
    /// </summary>
    public static bool IsSettled(this SweepState state) => state is SweepState.Completed or SweepState.Cancelled;

    /// <summary>Whether it still has work to do, now or once it goes on.</summary>
    public static bool IsOpen(this SweepState state) => state is SweepState.Running or SweepState.Paused;
}
