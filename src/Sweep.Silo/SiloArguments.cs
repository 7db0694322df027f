using Sweep.Core.Texts;
using Sweep.Grains.Settings;

namespace Sweep.Silo;

/// <summary>The command line: switches without a value, and settings, which go on to the configuration.</summary>
/// <param name="Action">What to do instead of serving; null to serve.</param>
internal sealed record SiloArguments(string? Action, string[] Settings, IReadOnlyList<string> Errors)
{
    private const int KeyWidth = 31;

    private const string NoMigrate = "--no-migrate";

    public static string Help { get; } =
        $"""
         sweep-silo: a server that trains the sweeps of its database, alone or as one of a cluster.

           sweep-silo [{NoMigrate}] [--NAME VALUE]...

         Settings are given on the command line (--Sweep:Slots 2), in the environment (Sweep__Slots=2) or in appsettings.json:
         {string.Join('\n', KnownSettings.All.Select(setting => $"  {setting.Key.PadRight(KeyWidth)}{setting.Meaning} [{setting.Default}]"))}
         """;

    public static SiloArguments Parse(IReadOnlyList<string> args)
    {
        List<string> settings = [];
        List<string> errors = [];
        string? action = null;
        for (var i = 0; i < args.Count; i++)
        {
            var arg = args[i];
            if (arg is "--version" or "--help" or "-h" or "-?")
                action ??= arg;
            else if (arg == NoMigrate)
                settings.Add("--Sweep:Migrate=false");
            else if (!arg.StartsWith("--", StringComparison.Ordinal) || arg.Length == 2)
                errors.Add($"{Secrets.Masked(arg)}: is no setting; write --NAME VALUE or --NAME=VALUE, such as --Sweep:Slots 2 (--help lists them)");
            else if (arg.Contains('=', StringComparison.Ordinal))
                settings.Add(arg);
            else if (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                settings.Add($"{arg}={args[++i]}");
            else
                errors.Add($"{Secrets.Masked(arg)}: has no value; write {Secrets.Masked(arg)} VALUE (--help lists the settings)");
        }

        return new SiloArguments(action, [.. settings], errors);
    }
}
