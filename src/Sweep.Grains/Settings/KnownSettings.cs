using Sweep.Core.Naming;

namespace Sweep.Grains.Settings;

/// <summary>
/// The settings that there are, from which the server's help, the page deploy/README.md and the search for misspelt ones are made: a misspelt
/// setting would silently be its default. A new setting is added here.
/// </summary>
public static class KnownSettings
{
    private const int ShortWord = 5;

    /// <summary>In the order in which help shows them.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("ConnectionStrings:Sweep", "\"Host=…;Database=…;Username=…\" of a cluster's PostgreSQL, or a SQLite file of one silo", "sweep.db"),
        new("Sweep:Slots", "trials in training at once", "one per core"),
        new("Sweep:StartSeconds", "how long a start waits for a database that is away or, with --no-migrate, for its schema", "30"),
        new("Sweep:DrainSeconds", "how long a stop may take", "25"),
        new("Sweep:CheckpointSeconds", "how often the state of long trials is stored", "10"),
        new("Sweep:TraceShare", "share of quick trials whose spans are kept, 0 to 1; OTEL_EXPORTER_OTLP_ENDPOINT says where they go", "0.01"),
        new("Sweep:Migrate", "whether to bring the schema up to date at start; --no-migrate is false", "true"),
        new("Sweep:Tls:Certificate", "PEM file of this silo's certificate, by which silos and clients know it; Sweep:Tls:Key and Sweep:Tls:Authority go with it", "none"),
        new("Sweep:Tls:Key", "PEM file of its private key", "none"),
        new("Sweep:Tls:Authority", "PEM file of the authority whose silos and clients are let in", "none"),
        new("Sweep:InsecureCluster", "whether to listen to other machines without a certificate, open to whoever reaches the ports", "false"),
        new("Sweep:AllowCommands", "whether to run commands that specs bring; else only trainers that are named here", "false"),
        new("Sweep:Trainers:NAME:File", "YAML file of a command that specs may name, as the trainer of a spec has it", "none"),
        new("Sweep:Trainers:NAME:Assembly", ".NET assembly that has a trainer of this name", "none"),
        new("Sweep:Secrets:NAME", "value of a secret that commands and `notify` of specs ask for by its name", "none"),
        new("Sweep:WorkDirectory", "folder in which commands have their checkpoints and output", "sweep-work"),
        new("Sweep:Web", "whether the HTTP API and the dashboard are at Urls too; on other addresses than loopback they need a key (`sweep key add`)", "true"),
        new("Sweep:RequireKey", "whether the HTTP API and the dashboard ask for a key on loopback too, where they else let in all of this machine", "false"),
        new("Sweep:AllowedHosts", "names by which they may be called, with semicolons between, such as sweep.example.org or *.example.org", "any with keys; without, those of loopback"),
        new("Sweep:TraceUrl", "where the dashboard's traces of trials lead, with {trace_id} in it, such as https://jaeger.example.org/trace/{trace_id}", "none"),
        new("Sweep:Notify:AllowedHosts", "hosts that `notify` of specs may call, with semicolons between, such as hooks.example.org or *.example.org", "any but this machine itself"),
        new("Sweep:Notify:StallSeconds", "without a commit for how long a running sweep is stalled, where its spec does not say", "900"),
        new("Sweep:Retention:Days", "after how many days, 1 to 36500, a sweep that has ended is deleted", "never"),
        new("Sweep:Retention:KeepTags", "tags beside `keep` whose sweeps are never deleted by themselves, with semicolons between", "none"),
        new("Orleans:SiloPort", "port for other silos", "11111"),
        new("Orleans:GatewayPort", "port for clients", "30000"),
        new("Orleans:Address", "address at which silos and clients reach this one", "this machine's first; without a certificate 127.0.0.1"),
        new("Orleans:ListenAddress", "address of this machine to listen on, where that differs, as behind a forwarder", "all of them; without a certificate 127.0.0.1"),
        new("Orleans:ClusterId", "name of the cluster", "sweep"),
        new("Orleans:ServiceId", "name of the service, never to be changed", "sweep"),
        new("Urls", "where the HTTP API, the dashboard, /health/live, /health/ready and /info are", "http://127.0.0.1:8080"),
    ];

    private static readonly string[] Keys = [.. All.Select(setting => setting.Key)];
    private static readonly string[] Sections =
        [.. Keys.Where(key => key.Contains(':', StringComparison.Ordinal)).Select(SectionOf).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// What is wrong with a key that somebody has set, as the rest of a sentence whose subject is the key; null where it is a setting, or another
    /// program's.
    /// </summary>
    /// <param name="key">With colons.</param>
    /// <param name="show">Writes a right key as it is written where this one stands.</param>
    public static string? Refusal(string key, Func<string, string> show)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(show);
        if (IsKnown(key))
            return null;
        var isBelow = key.Contains(':', StringComparison.Ordinal);
        if (isBelow && Sections.FirstOrDefault(one => one.Equals(SectionOf(key), StringComparison.OrdinalIgnoreCase)) is { } section)
            return Words(key, All.Where(setting => SectionOf(setting.Key) == section), show);
        return (isBelow ? Sections.Any(one => IsSlipOf(one, key)) : IsInOneWord(key)) ? Words(key, All, show) : null;
    }

    /// <summary>What is wrong with a key that can only be meant for this program; null where it is a setting.</summary>
    /// <param name="key">With colons.</param>
    /// <param name="show">Writes a right key as it is written where this one stands.</param>
    public static string? StrictRefusal(string key, Func<string, string> show) => IsKnown(key) ? null : Refusal(key, show) ?? Words(key, All, show);

    private static bool IsKnown(string key) => Keys.Any(known => IsOne(known.Split(':'), key.Split(':')));

    /// <summary>NAME stands for any name.</summary>
    private static bool IsOne(string[] known, string[] key) =>
        known.Length == key.Length
        && known.Zip(key).All(pair => pair.First == "NAME" ? pair.Second.Length > 0 : pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private static string SectionOf(string key) => key.Split(':')[0];

    /// <summary>A slip in a long word is one; a short one, such as Sleep:Seconds, may be another program's, unless the rest is ours.</summary>
    private static bool IsSlipOf(string section, string key)
    {
        var written = SectionOf(key);
        return Suggestions.IsSlip(written, section) && (section.Length > ShortWord || IsSlipBelow(section, key[(written.Length + 1)..]));
    }

    /// <summary>ConnectionStrings_Sweep, Sweep.Slots; names all in capitals, such as SWEEP_SLOTS, are other programs'.</summary>
    private static bool IsInOneWord(string key) => Sections.Any(section =>
        key.StartsWith(section, StringComparison.Ordinal) && key.Length > section.Length + 1 && key[section.Length] is ('_' or '.' or '-')
        && IsSlipBelow(section, key[(section.Length + 1)..]));

    private static bool IsSlipBelow(string section, string name) =>
        Keys.Any(key => SectionOf(key) == section && Suggestions.IsSlip(name, key[(section.Length + 1)..]));

    private static string Words(string key, IEnumerable<Setting> candidates, Func<string, string> show)
    {
        string[] names = [.. candidates.Select(setting => setting.Key)];
        var nearest = Keys.FirstOrDefault(name => LastOf(name).Equals(LastOf(key), StringComparison.OrdinalIgnoreCase))
            ?? Suggestions.For(key, names)
            ?? Keys.FirstOrDefault(name => Suggestions.IsSlip(LastOf(key), LastOf(name)));
        var question = nearest is null ? "" : $"did you mean {show(nearest)}? ";
        return $"is no setting; {question}the settings are {string.Join(", ", names.Select(show))}";
    }

    private static string LastOf(string key) => key.Split(':')[^1];
}
