using Npgsql;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Grains.Clustering.Security;
using Sweep.Grains.Settings;
using Sweep.Service.Silos;
using Sweep.Service.Views;
using Sweep.Storage;

namespace Sweep.Client.Silos;

/// <summary>The cluster of a database, seen by a client: its membership and, once joined, its silos.</summary>
internal sealed class ClusterView : IAsyncDisposable
{
    private const string ClusterIdVariable = "Orleans__ClusterId";
    private const string ServiceIdVariable = "Orleans__ServiceId";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Invocation _call;
    private readonly IStore _store;
    private readonly NpgsqlDataSource _source;
    private readonly TlsKeeper? _tls;

    private ClusterView(Invocation call, IStore store, NpgsqlDataSource source, TlsKeeper? tls)
    {
        _call = call;
        _store = store;
        _source = source;
        _tls = tls;
        Cluster = ReadIdentity(call.Context);
    }

    public ClusterIdentity Cluster { get; }

    /// <summary>Opens the view; nothing is asked yet.</summary>
    /// <exception cref="CliException">The database is no PostgreSQL one, or the files of the client's certificate are wrong.</exception>
    public static ClusterView Open(Invocation call, IStore store)
    {
        var connection = RequireConnection(call);
        List<string> errors = [];
        var tls = TlsFiles.Read(key => call.Context.Setting(Setting.VariableOf(key)), Setting.VariableOf, errors) is { } files
            ? TlsKeeper.Open(files, PeerRole.Client, call.Context.Time, errors)
            : null;
        return errors.Count == 0 ? new ClusterView(call, store, ClusterDatabase.Open(connection), tls) : throw new CliException(ExitCodes.Usage, errors);
    }

    /// <summary>The connection string of the database; a file has no cluster.</summary>
    /// <exception cref="CliException">The database is no PostgreSQL one.</exception>
    public static string RequireConnection(Invocation call) => StoreOpener.ChoiceOf(call) is { Connection: { } connection }
        ? connection
        : throw CliException.Usage(new Problem(
            "--cluster", StoreOpener.ChoiceOf(call).Path ?? "", "is a SQLite file, which has no cluster", "name the silos' PostgreSQL database with --database \"Host=…;Database=…;Username=…\""));

    /// <summary>The membership table.</summary>
    public Task<IReadOnlyList<SiloEntry>> ReadAsync(CancellationToken cancellation) =>
        ClusterMembership.ReadAsync(_source, _store.Description, Cluster.ClusterId, cancellation);

    /// <summary>The silos that seem alive, with what they tell of themselves.</summary>
    public async Task<IReadOnlyList<SiloView>> ReadAliveAsync(ClusterClient client, CancellationToken cancellation)
    {
        var now = _call.Context.Time.GetUtcNow();
        return await SiloReports.ReadAsync(client.Grains, (await ReadAsync(cancellation)).Where(silo => silo.SeemsAlive(now)), now, cancellation);
    }

    /// <summary>How many silos seem alive.</summary>
    public async Task<int> CountAliveAsync(CancellationToken cancellation)
    {
        var now = _call.Context.Time.GetUtcNow();
        return (await ReadAsync(cancellation)).Count(silo => silo.SeemsAlive(now));
    }

    /// <summary>Joins as a client.</summary>
    /// <exception cref="CliException">No silo is alive, none answers, or none takes this client for one of theirs.</exception>
    public async Task<ClusterClient> JoinAsync(CancellationToken cancellation)
    {
        var silos = await ReadAsync(cancellation);
        var now = _call.Context.Time.GetUtcNow();
        SiloEntry[] alive = [.. silos.Where(silo => silo.SeemsAlive(now) && silo.GatewayPort > 0)];
        if (alive.Length == 0)
            throw NoCluster(silos.Count == 0 ? "no silo has ever joined it" : $"of the {Silos(silos.Count)} in its membership none is alive ({LastHeardOf(silos)})");
        try
        {
            return await ClusterClient.TryConnectAsync(_source, Cluster, _tls, [.. alive.Select(silo => silo.Gateway)], Patience, cancellation)
                ?? throw NoCluster(
                    $"{Silos(alive.Length)} should be alive, but within {Patience.TotalSeconds:0} s none answered at {string.Join(", ", alive.Take(3).Select(silo => silo.Gateway))}",
                    "check that the address can be reached from here (their Orleans:Address and Orleans:GatewayPort), or start another: ");
        }
        catch (ClusterRefusedException refused)
        {
            throw CliException.Failed($"--cluster: cluster {Cluster.ClusterId} on {_store.Description} cannot be joined: {refused.Message}");
        }
    }

    /// <summary>What a silo is started with.</summary>
    public string SiloCommand => $"sweep-silo --ConnectionStrings:Sweep {ShellQuoting.Quote(StoreOpener.ChoiceOf(_call).Name!.Option)}";

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static string Silos(int count) => count == 1 ? "1 silo" : $"{Figures.Count(count)} silos";

    private string LastHeardOf(IReadOnlyList<SiloEntry> silos)
    {
        var last = silos.MaxBy(silo => silo.AliveAt)!;
        return $"{Printable.Of(last.Name)} was heard of last, {Times.Show(last.AliveAt, _call.Context.Time)}";
    }

    private CliException NoCluster(string found, string remedy = "start one: ") => CliException.Usage(new Problem(
        "--cluster", "", $"cluster {Cluster.ClusterId} on {_store.Description} does not answer: {found}", remedy + SiloCommand));

    private static ClusterIdentity ReadIdentity(CliContext context)
    {
        string Name(string variable, string otherwise)
        {
            var text = context.Setting(variable) is { Length: > 0 } value ? value : otherwise;
            return ClusterIdentity.IsName(text) ? text : throw CliException.Usage(new Problem(variable, text, ClusterIdentity.Rule, $"leave it out for {otherwise}"));
        }

        return new(Name(ClusterIdVariable, ClusterIdentity.Default.ClusterId), Name(ServiceIdVariable, ClusterIdentity.Default.ServiceId));
    }
}
