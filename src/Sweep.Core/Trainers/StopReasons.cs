using Sweep.Core.Naming;

namespace Sweep.Core.Trainers;

/// <summary>The names of <see cref="StopReason"/>.</summary>
public static class StopReasons
{
    /// <summary>As the stop file has it.</summary>
    public static string Name(this StopReason reason) => EnumNames<StopReason>.Of(reason);
}
