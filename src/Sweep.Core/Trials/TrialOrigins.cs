using Sweep.Core.Naming;

namespace Sweep.Core.Trials;

/// <summary>The names of origins in SQL and exports: <c>trained</c>, …</summary>
public static class TrialOrigins
{
    public static IReadOnlyList<string> All => EnumNames<TrialOrigin>.All;

    public static string ToName(this TrialOrigin origin) => EnumNames<TrialOrigin>.Of(origin);

    public static bool TryParse(string? name, out TrialOrigin origin) => EnumNames<TrialOrigin>.TryParse(name, out origin);
}
