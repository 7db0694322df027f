namespace Sweep.Silo;

/// <summary>The command line: switches without a value, and settings, which go on to the configuration.</summary>
/// <param name="Action">What to do instead of serving; null to serve.</param>
internal sealed record SiloArguments(string? Action, string[] Settings, IReadOnlyList<string> Errors)
{
    public const string Help =
        """
        sweep-silo: a server that trains the sweeps of its database, alone or as one of a cluster.

          sweep-silo [--no-migrate] [--NAME VALUE]...

        Settings are given on the command line (--Sweep:Slots 2), in the environment (Sweep__Slots=2) or in appsettings.json:
          ConnectionStrings:Sweep   "Host=…;Database=…;Username=…" of a cluster's PostgreSQL, or a SQLite file of one silo [sweep.db]
          Sweep:Slots               trials in training at once [one per core]
          Sweep:StartSeconds        how long a start waits for a database that is away [30]
          Sweep:DrainSeconds        how long a stop may take [25]
          Sweep:CheckpointSeconds   how often the state of long trials is stored [10]
          Sweep:TraceShare          share of quick trials whose spans are kept, 0 to 1 [0.01]; OTEL_EXPORTER_OTLP_ENDPOINT says where they go
          Sweep:Migrate             whether to bring the schema up to date at start [true]; --no-migrate is false
          Orleans:SiloPort          port for other silos [11111]
          Orleans:GatewayPort       port for clients [30000]
          Orleans:Address           address at which silos and clients reach this one [this machine's first]
          Orleans:ListenAddress     address of this machine to listen on, where that differs, as behind a forwarder [all of them]
          Orleans:ClusterId         name of the cluster [sweep]
          Orleans:ServiceId         name of the service, never to be changed [sweep]
          Urls                      where /health/live, /health/ready and /info are [http://127.0.0.1:8080]
        """;

    private const string NoMigrate = "--no-migrate";

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
                errors.Add($"{arg}: is no setting; write --NAME VALUE or --NAME=VALUE, such as --Sweep:Slots 2 (--help lists them)");
            else if (arg.Contains('=', StringComparison.Ordinal))
                settings.Add(arg);
            else if (i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                settings.Add($"{arg}={args[++i]}");
            else
                errors.Add($"{arg}: has no value; write {arg} VALUE (--help lists the settings)");
        }

        return new SiloArguments(action, [.. settings], errors);
    }
}
