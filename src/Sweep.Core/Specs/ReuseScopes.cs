using Sweep.Core.Naming;

namespace Sweep.Core.Specs;

/// <summary>The names of the scopes of reuse in specs: <c>none</c>, …</summary>
public static class ReuseScopes
{
    public static IReadOnlyList<string> All => EnumNames<ReuseScope>.All;

    public static string ToName(this ReuseScope scope) => EnumNames<ReuseScope>.Of(scope);

    public static bool TryParse(string? name, out ReuseScope scope) => EnumNames<ReuseScope>.TryParse(name, out scope);
}
