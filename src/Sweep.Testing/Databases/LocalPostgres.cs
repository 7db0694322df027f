using System.Globalization;
using System.Net;
using Npgsql;

namespace Sweep.Testing.Databases;

/// <summary>A server of this machine's own programs, in a temporary folder, on a loopback port.</summary>
internal sealed class LocalPostgres : IPostgresHost
{
    private const int StartTries = 5;

    private readonly string _programs;
    private readonly string _folder;
    private readonly string? _account;
    private readonly FolderJanitor _janitor;
    private readonly string _password;
    private int _port;

    private LocalPostgres(string programs, string password)
    {
        _programs = programs;
        _password = password;
        _account = ServerAccount.Find();
        _folder = Directory.CreateTempSubdirectory("sweep-postgres-").FullName;
        _janitor = new FolderJanitor(_folder);
    }

    public string Description => $"PostgreSQL of {_programs}";

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = IPAddress.Loopback.ToString(),
        Port = _port,
        Username = "postgres",
        Password = _password,
        Database = "postgres",
    }.ConnectionString;

    public bool IsShared => false;

    private string Data => Path.Combine(_folder, "data");

    private string Log => Path.Combine(_folder, "log");

    /// <exception cref="PostgresUnavailableException">The programs are not there or do not work.</exception>
    public static async Task<LocalPostgres> StartAsync(PostgresTuning tuning, CancellationToken cancellation)
    {
        var programs = LocalBinaries.FindFolder(Environment.GetEnvironmentVariable("PATH"))
            ?? throw new PostgresUnavailableException("no initdb and pg_ctl on the PATH or in /usr/lib/postgresql/*/bin");
        var server = new LocalPostgres(programs, Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()));
        try
        {
            await server.CreateAsync(tuning, cancellation);
            await server.StartOnFreePortAsync(cancellation);
            return server;
        }
        catch (Exception failure)
        {
            await server.DisposeAsync();
            if (failure is OperationCanceledException)
                throw;
            throw new PostgresUnavailableException($"{programs}: {failure.Message}", failure);
        }
    }

    /// <summary>Starts a hot standby, which follows this server and can be asked but not written to.</summary>
    /// <exception cref="PostgresUnavailableException">It did not start.</exception>
    public async Task<LocalPostgres> StartStandbyAsync(CancellationToken cancellation)
    {
        var standby = new LocalPostgres(_programs, _password);
        try
        {
            if (standby._account is not null)
                await Command.RunAsync("/", ["chown", "-R", standby._account, standby._folder], cancellation);
            var primary = new NpgsqlConnectionStringBuilder(ConnectionString);
            await standby.RunAsync(
                [
                    "pg_basebackup", "-D", standby.Data, "-R", "-X", "stream", "-c", "fast",
                    "-d", string.Create(CultureInfo.InvariantCulture, $"host={primary.Host} port={_port} user={primary.Username} password={_password}"),
                ],
                cancellation);
            await standby.StartOnFreePortAsync(cancellation);
            return standby;
        }
        catch (Exception failure)
        {
            await standby.DisposeAsync();
            if (failure is OperationCanceledException)
                throw;
            throw new PostgresUnavailableException($"standby of {_programs}: {failure.Message}", failure);
        }
    }

    public async Task<string> FindSmallDiskAsync(CancellationToken cancellation)
    {
        if (_account is null)
            throw new PostgresUnavailableException("a small disk for the server can only be had in a container or by root: start a container engine");
        var disk = Path.Combine(_folder, FolderJanitor.SmallDisk);
        Directory.CreateDirectory(disk);
        string[] mount = ["mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={IPostgresHost.SmallDiskMegabytes}m"), "tmpfs", disk];
        await Command.RunAsync("/", mount, cancellation);
        await Command.RunAsync("/", ["chown", _account, disk], cancellation);
        return disk;
    }

    public Task StopAsync(PostgresStopMode mode, CancellationToken cancellation) =>
        RunAsync(["pg_ctl", "stop", "-D", Data, "-w", "-m", mode == PostgresStopMode.Fast ? "fast" : "immediate"], cancellation);

    public async Task StartAgainAsync(CancellationToken cancellation)
    {
        try
        {
            var port = _port.ToString(CultureInfo.InvariantCulture);
            await RunAsync(["pg_ctl", "start", "-D", Data, "-w", "-l", Log, "-o", $"-p {port}"], cancellation);
        }
        catch (InvalidOperationException failure) when (File.Exists(Log))
        {
            throw new InvalidOperationException($"{failure.Message}\n{await File.ReadAllTextAsync(Log, cancellation)}".TrimEnd(), failure);
        }
    }

    public ValueTask DisposeAsync() => _janitor.DisposeAsync();

    private async Task CreateAsync(PostgresTuning tuning, CancellationToken cancellation)
    {
        var password = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(password, _password, cancellation);
        if (_account is not null)
            await Command.RunAsync("/", ["chown", "-R", _account, _folder], cancellation);
        await RunAsync(
            ["initdb", "-D", Data, "-U", "postgres", "--pwfile", password, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            cancellation);
        // Without sockets nothing but the loopback port, behind a password, leads to it.
        string[] settings = ["listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", .. tuning.Settings.Select(s => $"{s.Name} = '{s.Value}'")];
        await File.AppendAllLinesAsync(Path.Combine(Data, "postgresql.conf"), settings, cancellation);
    }

    private async Task StartOnFreePortAsync(CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            _port = FreePort.Next();
            try
            {
                await StartAgainAsync(cancellation);
                return;
            }
            catch (InvalidOperationException failure) when (tries < StartTries && failure.Message.Contains("already in use", StringComparison.OrdinalIgnoreCase))
            {
                // Another process took the free port between our finding it and the server's binding it.
                File.Delete(Log);
            }
        }
    }

    private Task RunAsync(string[] program, CancellationToken cancellation)
    {
        string[] whole = [Path.Combine(_programs, program[0]), .. program[1..]];
        return Command.RunAsync(_folder, ServerAccount.Running(_account, whole), cancellation);
    }
}
