using Sweep.Core.Naming;

namespace Sweep.Core.Scheduling;

/// <summary>The names of the causes in SQL: <c>silo_lost</c>, …</summary>
public static class LossCauses
{
    public static string ToName(this LossCause cause) => EnumNames<LossCause>.Of(cause);

    public static bool TryParse(string? name, out LossCause cause) => EnumNames<LossCause>.TryParse(name, out cause);
}
