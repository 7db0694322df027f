using Sweep.Core.Naming;

namespace Sweep.Core.Specs;

/// <summary>The names of the parameters in specs, SQL and on the command line: <c>learning_rate</c>, …</summary>
public static class ParameterNames
{
    /// <summary>All names, in the order in which a spec's missing parameters are added to it.</summary>
    public static IReadOnlyList<string> All => EnumNames<ParameterName>.All;

    public static string ToName(this ParameterName name) => EnumNames<ParameterName>.Of(name);

    public static bool TryParse(string? name, out ParameterName parsed) => EnumNames<ParameterName>.TryParse(name, out parsed);
}
