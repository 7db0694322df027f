using System.Globalization;
using Docker.DotNet.Models;
using Npgsql;
using Testcontainers.PostgreSql;

namespace Sweep.Testing.Databases;

/// <summary>A server in a container, on a fixed port of the machine, loopback only where the engine is on this machine.</summary>
internal sealed class ContainerPostgres : IPostgresHost
{
    private const int StartTries = 5;
    private const string RunLabel = "sweep.test.run";

    private static readonly string ServerPort = PostgreSqlBuilder.PostgreSqlPort.ToString(CultureInfo.InvariantCulture);

    private readonly PostgreSqlContainer _container;
    private readonly string _image;

    private ContainerPostgres(PostgreSqlContainer container, string image)
    {
        _container = container;
        _image = image;
    }

    public string Description => $"PostgreSQL in a container of {_image}";

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_container.GetConnectionString()).ConnectionString;

    public bool IsShared => false;

    /// <exception cref="PostgresUnavailableException">No engine answers, or the container did not start.</exception>
    public static async Task<ContainerPostgres> StartAsync(string image, PostgresTuning tuning, PostgresSettings settings, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            ContainerPostgres? server = null;
            try
            {
                server = new ContainerPostgres(Build(image, tuning, settings), image);
                await server._container.StartAsync(cancellation);
                return server;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (server is not null)
                    await server.DisposeAsync();
                if (tries >= StartTries || !IsPortTaken(failure))
                    throw new PostgresUnavailableException($"container of {image}: {failure.Message}", failure);
            }
        }
    }

    public async Task StopAsync(PostgresStopMode mode, CancellationToken cancellation)
    {
        // Process 1 is the server; it understands INT as fast and QUIT as immediate.
        await ExecuteAsync(mode == PostgresStopMode.Fast ? "kill -INT 1" : "kill -QUIT 1", cancellation);
        await _container.StopAsync(cancellation);
    }

    public Task StartAgainAsync(CancellationToken cancellation) => _container.StartAsync(cancellation);

    public Task KillAsync(IReadOnlyCollection<int> processes, CancellationToken cancellation) =>
        // Those that have ended since are no matter.
        ExecuteAsync($"kill -KILL {string.Join(' ', processes)} || true", cancellation);

    public ValueTask DisposeAsync() => _container.DisposeAsync();

    private static PostgreSqlContainer Build(string image, PostgresTuning tuning, PostgresSettings settings)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var builder = new PostgreSqlBuilder(image)
            .WithDatabase("postgres")
            .WithUsername("postgres")
            .WithPassword(Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()))
            .WithCommand([.. tuning.Settings.SelectMany(setting => new[] { "-c", $"{setting.Name}={setting.Value}" })])
            .WithPortBinding(port, ServerPort)
            .WithCreateParameterModifier(parameters => parameters.HostConfig!.PortBindings =
                new Dictionary<string, IList<PortBinding>>(StringComparer.Ordinal)
                {
                    [$"{ServerPort}/tcp"] = [new PortBinding { HostIP = ContainerEngine.BindAddress, HostPort = port }],
                });
        if (settings.Run is { } run)
            builder = builder.WithLabel(RunLabel, run);
        if (ContainerEngine.PodmanSocket is { } socket)
            builder = builder.WithDockerEndpoint(socket);
        return builder.Build();
    }

    private static bool IsPortTaken(Exception failure) =>
        failure.Message.Contains("already in use", StringComparison.OrdinalIgnoreCase)
        || failure.Message.Contains("already allocated", StringComparison.OrdinalIgnoreCase);

    private async Task ExecuteAsync(string command, CancellationToken cancellation)
    {
        var result = await _container.ExecAsync(["sh", "-c", command], cancellation);
        if (result.ExitCode is not (null or 0))
            throw new InvalidOperationException($"{command} in {_image}: exit code {result.ExitCode}: {result.Stderr}");
    }
}
