using Sweep.Core.Naming;

namespace Sweep.Core.Trials;

/// <summary>The names of a trial's states in SQL and on the command line: <c>waiting</c>, …</summary>
public static class TrialStates
{
    public static IReadOnlyList<string> All => EnumNames<TrialState>.All;

    public static string ToName(this TrialState state) => EnumNames<TrialState>.Of(state);

    public static bool TryParse(string? name, out TrialState state) => EnumNames<TrialState>.TryParse(name, out state);
}
