using Sweep.Core.Naming;

namespace Sweep.Core.Pruners;

/// <summary>The names of pruners in specs and SQL: <c>asha</c>, …</summary>
public static class PrunerKinds
{
    public static IReadOnlyList<string> All => EnumNames<PrunerKind>.All;

    public static string ToName(this PrunerKind kind) => EnumNames<PrunerKind>.Of(kind);

    public static bool TryParse(string? name, out PrunerKind kind) => EnumNames<PrunerKind>.TryParse(name, out kind);
}
