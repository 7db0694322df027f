using Sweep.Client.Terminal;
using Sweep.Grains.Notifications;
using Sweep.Grains.Settings;

namespace Sweep.Client.Silos;

/// <summary>What the environment says of notifications; the settings are those of <c>sweep-silo</c>.</summary>
internal static class NotifyVariables
{
    /// <summary>Takes it over; nothing is wrong with it.</summary>
    /// <exception cref="CliException">Something is.</exception>
    public static Action<NotificationOptions> Read(Invocation call)
    {
        List<string> errors = [];
        void ReadInto(NotificationOptions options) => options.Read(key => call.Context.Setting(Setting.VariableOf(key)), Setting.VariableOf, errors);
        ReadInto(new NotificationOptions());
        return errors.Count == 0 ? ReadInto : throw new CliException(ExitCodes.Usage, errors);
    }
}
