using Sweep.Core.Naming;

namespace Sweep.Core.Notifications;

/// <summary>The names of the events in specs, SQL and messages: <c>completed</c>, …; those of ends are the names of the states.</summary>
public static class NotifyEvents
{
    public static IReadOnlyList<string> All => EnumNames<NotifyEvent>.All;

    public static string ToName(this NotifyEvent happened) => EnumNames<NotifyEvent>.Of(happened);

    public static bool TryParse(string? name, out NotifyEvent happened) => EnumNames<NotifyEvent>.TryParse(name, out happened);
}
