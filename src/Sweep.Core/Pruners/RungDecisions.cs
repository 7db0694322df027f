using Sweep.Core.Naming;

namespace Sweep.Core.Pruners;

/// <summary>The names of decisions in SQL: <c>kept</c>, …</summary>
public static class RungDecisions
{
    public static IReadOnlyList<string> All => EnumNames<RungDecision>.All;

    public static string ToName(this RungDecision decision) => EnumNames<RungDecision>.Of(decision);

    public static bool TryParse(string? name, out RungDecision decision) => EnumNames<RungDecision>.TryParse(name, out decision);
}
