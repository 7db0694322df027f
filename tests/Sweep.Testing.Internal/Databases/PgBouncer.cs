using System.Diagnostics;
using System.Globalization;
using System.Net;
using Npgsql;

namespace Sweep.Testing.Databases;

/// <summary>
/// A real PgBouncer with transaction pooling before a PostgreSQL server: transactions take turns with few sessions, and whatever one leaves
/// in a session (a table of its own, what it prepared or set, a lock) is gone before the next.
/// </summary>
public sealed class PgBouncer : IAsyncDisposable
{
    private const int Sessions = 4;
    private const string Installer = "tests/engine/install-pgbouncer.sh";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private Process? _process;

    private PgBouncer()
    {
    }

    /// <param name="server">A connection string of the server.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="swallowing">Settings of sessions that it takes and forgets instead of refusing them, with commas.</param>
    /// <exception cref="PostgresUnavailableException">It did not start: the test must fail.</exception>
    /// <exception cref="InvalidOperationException">It is not there, and cannot be installed.</exception>
    public static async Task<PgBouncer> StartAsync(string server, CancellationToken cancellation, string swallowing = "")
    {
        var pooler = new PgBouncer();
        try
        {
            await pooler.RunAsync(new NpgsqlConnectionStringBuilder(server), swallowing, cancellation);
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string that leads through here to the database of <paramref name="connection"/>.</summary>
    public string Through(string connection) => new NpgsqlConnectionStringBuilder(connection)
    {
        Host = IPAddress.Loopback.ToString(),
        Port = _port,
    }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        _folder.Dispose();
    }

    private async Task RunAsync(NpgsqlConnectionStringBuilder server, string swallowing, CancellationToken cancellation)
    {
        if (Find() is null)
            await Command.RunAsync("/", [Repository.File(Installer)], cancellation);
        var program = Find()!;
        var (settings, log) = (_folder.File("pgbouncer.ini"), _folder.File("pgbouncer.log"));
        await File.WriteAllTextAsync(settings, Settings(server, swallowing), cancellation);
        var account = ServerAccount.Find();
        if (account is not null)
            await Command.RunAsync("/", ["chown", "-R", account, _folder.Path], cancellation);

        // It ends when its input does, which is at the latest when these tests do, however they end.
        string[] whole = ServerAccount.Running(account, ["sh", "-c", "\"$0\" \"$1\" >\"$2\" 2>&1 & cat; kill $!; wait", program, settings, log]);
        _process = Process.Start(new ProcessStartInfo(whole[0], whole[1..])
        { WorkingDirectory = _folder.Path, UseShellExecute = false, RedirectStandardInput = true })!;
        try
        {
            await Eventually.TrueAsync(() => PostgresReadiness.TakesConnectionsAsync(Through(server.ConnectionString), cancellation), "it takes connections", StartLimit);
        }
        catch (TimeoutException late)
        {
            throw new PostgresUnavailableException($"{program} did not start: {await File.ReadAllTextAsync(log, cancellation)}", late);
        }
    }

    private string Settings(NpgsqlConnectionStringBuilder server, string swallowing) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         [databases]
         * = host={server.Host} port={server.Port} user={server.Username} password={server.Password}
         [pgbouncer]
         listen_addr = 127.0.0.1
         listen_port = {_port}
         unix_socket_dir =
         auth_type = any
         pool_mode = transaction
         default_pool_size = {Sessions}
         server_round_robin = 1
         server_reset_query = DISCARD ALL
         server_reset_query_always = 1
         server_idle_timeout = 3
         ignore_startup_parameters = {swallowing}
         max_client_conn = 400
         log_connections = 0
         log_disconnections = 0
         """);

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, "pgbouncer")).FirstOrDefault(File.Exists);
}
