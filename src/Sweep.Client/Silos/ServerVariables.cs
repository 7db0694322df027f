using Sweep.Client.Terminal;
using Sweep.Grains.Notifications;
using Sweep.Grains.Settings;
using Sweep.Service.Browsing;

namespace Sweep.Client.Silos;

/// <summary>Settings of <c>sweep-silo</c> that mean the same to a silo inside this program, as the environment has them.</summary>
internal static class ServerVariables
{
    /// <summary>Takes over how receivers of sweeps are told; nothing is wrong with it.</summary>
    /// <exception cref="CliException">Something is.</exception>
    public static Action<NotificationOptions> Notifications(Invocation call)
    {
        void ReadInto(NotificationOptions options, ICollection<string> errors) => options.Read(key => Value(call, key), Setting.VariableOf, errors);
        Check(errors => ReadInto(new NotificationOptions(), errors));
        return options => ReadInto(options, []);
    }

    /// <summary>For how long sweeps that have ended are kept; null for ever.</summary>
    /// <exception cref="CliException">Something is wrong with it.</exception>
    public static RetentionPolicy? Retention(Invocation call)
    {
        RetentionPolicy? policy = null;
        Check(errors => policy = RetentionPolicy.Read(key => Value(call, key), Setting.VariableOf, errors));
        return policy;
    }

    private static string? Value(Invocation call, string key) => call.Context.Setting(Setting.VariableOf(key));

    private static void Check(Action<ICollection<string>> read)
    {
        List<string> errors = [];
        read(errors);
        if (errors.Count > 0)
            throw new CliException(ExitCodes.Usage, errors);
    }
}
