using System.Net;
using Sweep.Grains.Clustering;
using Sweep.Grains.Clustering.Security;
using Sweep.Grains.Notifications;
using Sweep.Grains.Telemetry;
using Sweep.Grains.Trainers;
using Sweep.Service.Browsing;
using Sweep.Storage.Databases;

namespace Sweep.Silo;

/// <summary>What the server is told by its settings file, the environment (two underscores for a colon) or the command line.</summary>
/// <param name="Database">A connection string of Npgsql, or a SQLite file (<c>ConnectionStrings:Sweep</c>, default sweep.db).</param>
/// <param name="Slots">Trials in training at once (<c>Sweep:Slots</c>, default one per core).</param>
/// <param name="StartTime">How long a start waits for a database that is away, or for its schema where it must not migrate
/// (<c>Sweep:StartSeconds</c>, default 30, so that it ends within the 60 that Kubernetes' probe gives it; 0 tries once).</param>
/// <param name="DrainTime">How long a stop may take (<c>Sweep:DrainSeconds</c>, default 25, within Kubernetes' 30).</param>
/// <param name="CheckpointPeriod">How often long trials have their state stored (<c>Sweep:CheckpointSeconds</c>, default 10).</param>
/// <param name="Migrate">Whether to bring the schema up to date at start (<c>Sweep:Migrate</c>, default true; <c>--no-migrate</c>).</param>
/// <param name="SiloPort">Port between silos (<c>Orleans:SiloPort</c>, default 11111).</param>
/// <param name="GatewayPort">Port for clients (<c>Orleans:GatewayPort</c>, default 30000).</param>
/// <param name="Address">Address at which others reach it (<c>Orleans:Address</c>, default this machine's first, or loopback for a silo that listens
/// there); null for the default.</param>
/// <param name="ListenAddress">Address of this machine to listen on (<c>Orleans:ListenAddress</c>; <see cref="SiloEndpoints"/> has the default); null for the default.</param>
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

    /// <summary>This silo's certificate (<c>Sweep:Tls:Certificate</c>, <c>:Key</c> and <c>:Authority</c>, PEM files); null where there is none.</summary>
    public TlsKeeper? Tls { get; init; }

    /// <summary>Whether a silo without a certificate may listen on more than loopback (<c>Sweep:InsecureCluster</c>, default false).</summary>
    public bool InsecureCluster { get; init; }

    /// <summary>
    /// What it trains by besides the perceptron (<c>Sweep:AllowCommands</c>, <c>Sweep:Trainers</c>, <c>Sweep:Secrets</c>, <c>Sweep:WorkDirectory</c>).
    /// </summary>
    public TrainerOptions Trainers { get; init; } = new();

    /// <summary>How it tells the receivers of sweeps (<c>Sweep:Notify:AllowedHosts</c>, <c>Sweep:Notify:StallSeconds</c>).</summary>
    public NotificationOptions Notifications { get; init; } = new();

    /// <summary>For how long sweeps that have ended are kept (<c>Sweep:Retention:Days</c>, <c>Sweep:Retention:KeepTags</c>); null for ever.</summary>
    public RetentionPolicy? Retention { get; init; }

    /// <summary>Whether the API and the dashboard are served, and to whom.</summary>
    public WebChoice Web { get; init; } = new(IsServed: true, RequiresKey: false, AllowedHosts: []);

    /// <summary>Where it listens for silos and clients.</summary>
    internal SiloEndpoints Endpoints => SiloEndpoints.Of(Address, ListenAddress, isOpen: Tls is not null || InsecureCluster);

    /// <summary>Reads and checks every setting; what is wrong goes to <paramref name="errors"/>, all at once.</summary>
    public static SiloSettings Read(IConfiguration configuration, ICollection<string> errors)
    {
        var reader = new SettingReader(configuration, errors);
        var files = TlsFiles.Read(key => configuration[key], reader.Place, errors);
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
            Tls = files is null ? null : TlsKeeper.Open(files, PeerRole.Silo, TimeProvider.System, errors),
            InsecureCluster = reader.Flag("Sweep:InsecureCluster", false),
            Trainers = TrainerSettings.Read(configuration, reader, errors),
            Web = WebChoice.Read(reader),
            Retention = RetentionPolicy.Read(key => configuration[key], reader.Place, errors),
        };
        settings.Notifications.Read(key => configuration[key], reader.Place, errors);
        if (settings.SiloPort == settings.GatewayPort)
            errors.Add($"Orleans:GatewayPort: {settings.GatewayPort} is Orleans:SiloPort too: give them different ports");
        var database = DatabaseChoice.Parse(settings.Database);
        foreach (var error in database.Errors)
            errors.Add($"{reader.Place(DatabaseKey)}: {error[DatabaseChoice.Place.Length..]}");
        HostSettings.Check(configuration, reader, errors);
        if (files is not null && settings.InsecureCluster)
            errors.Add($"{reader.Place("Sweep:InsecureCluster")}: is true beside Sweep:Tls:Certificate, with which the cluster is secure; leave one of them out");
        else if (files is null && database.Connection is not null && settings.Endpoints is { IsExposed: true } exposed && !settings.InsecureCluster)
            errors.Add($"{reader.Place(settings.ListenAddress is null ? "Orleans:Address" : "Orleans:ListenAddress")}: {exposed.Refusal}");
        reader.RefuseUnknown();
        return settings;
    }
}
