using System.Net;
using Sweep.Grains.Clustering;
using Sweep.Grains.Storage;
using Sweep.Grains.Telemetry;

namespace Sweep.Silo;

/// <summary>What the server is told by its settings file, the environment (two underscores for a colon) or the command line.</summary>
/// <param name="Database">A connection string of Npgsql, or a SQLite file (<c>ConnectionStrings:Sweep</c>, default sweep.db).</param>
/// <param name="Slots">Trials in training at once (<c>Sweep:Slots</c>, default one per core).</param>
/// <param name="StartTime">How long a start waits for a database that is away (<c>Sweep:StartSeconds</c>, default 30, so that it ends within the 60 that Kubernetes' probe gives it; 0 tries once).</param>
/// <param name="DrainTime">How long a stop may take (<c>Sweep:DrainSeconds</c>, default 25, within Kubernetes' 30).</param>
/// <param name="CheckpointPeriod">How often long trials have their state stored (<c>Sweep:CheckpointSeconds</c>, default 10).</param>
/// <param name="Migrate">Whether to bring the schema up to date at start (<c>Sweep:Migrate</c>, default true; <c>--no-migrate</c>).</param>
/// <param name="SiloPort">Port between silos (<c>Orleans:SiloPort</c>, default 11111).</param>
/// <param name="GatewayPort">Port for clients (<c>Orleans:GatewayPort</c>, default 30000).</param>
/// <param name="Address">Address at which others reach it (<c>Orleans:Address</c>, default this machine's first); null for the default.</param>
/// <param name="ListenAddress">Address of this machine to listen on (<c>Orleans:ListenAddress</c>, default any, but only its own where <paramref name="Address"/> is loopback); null for the default.</param>
/// <param name="Cluster">Which cluster (<c>Orleans:ClusterId</c> and <c>Orleans:ServiceId</c>, default sweep).</param>
public sealed record SiloSettings(
    string Database,
    int Slots,
    TimeSpan StartTime,
    TimeSpan DrainTime,
    TimeSpan CheckpointPeriod,
    bool Migrate,
    int SiloPort,
    int GatewayPort,
    IPAddress? Address,
    IPAddress? ListenAddress,
    ClusterIdentity Cluster)
{
    private const string DatabaseKey = "ConnectionStrings:Sweep";
    private const int MostSlots = 4096;
    private const int MostPort = 65535;
    private const int MostSeconds = 86400;

    /// <summary>What is exported (the variables of OpenTelemetry, and <c>Sweep:TraceShare</c>).</summary>
    public TelemetrySettings Telemetry { get; init; } = TelemetrySettings.Off;

    /// <summary>Reads and checks every setting; what is wrong goes to <paramref name="errors"/>, all at once.</summary>
    public static SiloSettings Read(IConfiguration configuration, ICollection<string> errors)
    {
        var reader = new SettingReader(configuration, errors);
        var settings = new SiloSettings(
            configuration[DatabaseKey] ?? DatabaseChoice.DefaultPath,
            reader.Whole("Sweep:Slots", Environment.ProcessorCount, 1, MostSlots),
            TimeSpan.FromSeconds(reader.Whole("Sweep:StartSeconds", 30, 0, MostSeconds)),
            TimeSpan.FromSeconds(reader.Whole("Sweep:DrainSeconds", 25, 1, MostSeconds)),
            TimeSpan.FromSeconds(reader.Whole("Sweep:CheckpointSeconds", 10, 1, MostSeconds)),
            reader.Flag("Sweep:Migrate", true),
            reader.Whole("Orleans:SiloPort", 11111, 1, MostPort),
            reader.Whole("Orleans:GatewayPort", 30000, 1, MostPort),
            reader.Address("Orleans:Address"),
            reader.Address("Orleans:ListenAddress", mayBeAny: true),
            new ClusterIdentity(
                reader.Name("Orleans:ClusterId", ClusterIdentity.Default.ClusterId),
                reader.Name("Orleans:ServiceId", ClusterIdentity.Default.ServiceId)))
        {
            Telemetry = TelemetrySettings.Read(key => configuration[key], errors, share: "Sweep:TraceShare"),
        };
        if (settings.SiloPort == settings.GatewayPort)
            errors.Add($"Orleans:GatewayPort: {settings.GatewayPort} is Orleans:SiloPort too: give them different ports");
        foreach (var error in DatabaseChoice.Parse(settings.Database).Errors)
            errors.Add($"{reader.Place(DatabaseKey)}: {error[DatabaseChoice.Place.Length..]}");
        HostSettings.Check(configuration, reader, errors);
        reader.RefuseUnknown();
        return settings;
    }
}
