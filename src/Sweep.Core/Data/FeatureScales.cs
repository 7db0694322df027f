using Sweep.Core.Naming;

namespace Sweep.Core.Data;

/// <summary>The names of scales in specs and on the command line: <c>none</c>, …</summary>
public static class FeatureScales
{
    public static IReadOnlyList<string> All => EnumNames<FeatureScale>.All;

    public static string ToName(this FeatureScale scale) => EnumNames<FeatureScale>.Of(scale);

    public static bool TryParse(string? name, out FeatureScale scale) => EnumNames<FeatureScale>.TryParse(name, out scale);
}
