using Sweep.Core.Naming;

namespace Sweep.Core.Sweeps;

/// <summary>The names of a sweep's states in SQL and on the command line: <c>running</c>, …</summary>
public static class SweepStates
{
    public static IReadOnlyList<string> All => EnumNames<SweepState>.All;

    public static string ToName(this SweepState state) => EnumNames<SweepState>.Of(state);

    public static bool TryParse(string? name, out SweepState state) => EnumNames<SweepState>.TryParse(name, out state);
}
