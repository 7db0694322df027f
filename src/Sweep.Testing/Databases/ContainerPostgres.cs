using System.Globalization;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Testcontainers.PostgreSql;

namespace Sweep.Testing.Databases;

/// <summary>A server in a container, on a fixed port of the machine, loopback only where the engine is on this machine.</summary>
internal sealed class ContainerPostgres : IPostgresHost
{
    private const int StartTries = 5;
    private const string RunLabel = "sweep.test.run";
    private const string SharedMemory = "/dev/shm"; // A file system in memory, whose size can be given.

    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(30);
    private static readonly string ServerPort = PostgreSqlBuilder.PostgreSqlPort.ToString(CultureInfo.InvariantCulture);

    private readonly PostgreSqlContainer _container;
    private readonly DockerClient _engine;
    private readonly string _image;
    private readonly bool _isLabelled;

    private ContainerPostgres(string image, PostgresTuning tuning, PostgresSettings settings)
    {
        ContainerEngine.Find();
        _image = image;
        _isLabelled = settings.Run is not null;
        _container = Build(image, tuning, settings);
        _engine = TestcontainersSettings.OS.DockerEndpointAuthConfig.GetDockerClientBuilder().Build();
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
                server = new ContainerPostgres(image, tuning, settings);
                await server._container.StartAsync(cancellation);
                await server.WaitUntilReadyAsync(cancellation);
                return server;
            }
            catch (Exception failure)
            {
                if (server is not null)
                    await server.DisposeAsync();
                if (failure is OperationCanceledException)
                    throw;
                if (tries >= StartTries || !IsPortTaken(failure))
                    throw new PostgresUnavailableException($"container of {image}: {failure.Message}", failure);
            }
        }
    }

    public Task<string> FindSmallDiskAsync(CancellationToken cancellation) => Task.FromResult(SharedMemory);

    // Testcontainers knows neither signals nor a container that ends by itself, so the engine is asked directly.
    public async Task StopAsync(PostgresStopMode mode, CancellationToken cancellation)
    {
        var signal = mode == PostgresStopMode.Fast ? "SIGINT" : "SIGQUIT";
        await _engine.Containers.KillContainerAsync(_container.Id, new ContainerKillParameters { Signal = signal }, cancellation);
        // Until the engine calls it exited, its network may still be up.
        while (await ReadStatusAsync(cancellation) != "exited")
            await Task.Delay(PollPeriod, cancellation);
    }

    public async Task StartAgainAsync(CancellationToken cancellation)
    {
        await _engine.Containers.StartContainerAsync(_container.Id, new ContainerStartParameters(), cancellation);
        await WaitUntilReadyAsync(cancellation);
    }

    /// <summary>
    /// An engine that does not remove a container in time says nothing about what was tested in it, and what carries the run's label
    /// is removed at the run's end. A container without a label is nobody's, so there it is an error.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await KillAsync();
            await _container.DisposeAsync();
        }
        catch (Exception failure) when (_isLabelled && IsTheEngines(failure))
        {
            await Console.Error.WriteLineAsync($"{Description} is left to the end of the run: the engine did not remove it: {failure.Message}");
        }
        finally
        {
            _engine.Dispose();
        }
    }

    private static PostgreSqlContainer Build(string image, PostgresTuning tuning, PostgresSettings settings)
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var builder = new PostgreSqlBuilder(image)
            .WithDatabase("postgres")
            .WithUsername("postgres")
            .WithPassword(Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()))
            .WithCommand([.. tuning.Settings.SelectMany(setting => new[] { "-c", $"{setting.Name}={setting.Value}" })])
            .WithPortBinding(port, ServerPort)
            .WithCreateParameterModifier(parameters =>
            {
                parameters.HostConfig!.ShmSize = IPostgresHost.SmallDiskMegabytes << 20;
                parameters.HostConfig.PortBindings = new Dictionary<string, IList<PortBinding>>(StringComparer.Ordinal)
                {
                    [$"{ServerPort}/tcp"] = [new PortBinding { HostIP = ContainerEngine.BindAddress, HostPort = port }],
                };
            })
            .WithLogger(NullLogger.Instance)
            // The module's own waiting asks once a second.
            .WithWaitStrategy(Wait.ForUnixContainer().AddCustomWaitStrategy(new WaitedForElsewhere()));
        return (settings.Run is { } run ? builder.WithLabel(RunLabel, run) : builder).Build();
    }

    private static bool IsTheEngines(Exception failure) =>
        failure is OperationCanceledException or TimeoutException or HttpRequestException or DockerApiException;

    private static bool IsPortTaken(Exception failure) =>
        failure.Message.Contains("already in use", StringComparison.OrdinalIgnoreCase)
        || failure.Message.Contains("already allocated", StringComparison.OrdinalIgnoreCase);

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        while (!await PostgresReadiness.TakesConnectionsAsync(ConnectionString, cancellation))
        {
            if (await ReadStatusAsync(cancellation) is "exited" or "dead")
            {
                var (output, errors) = await _container.GetLogsAsync(ct: cancellation);
                throw new PostgresUnavailableException($"the server ended:\n{output}{errors}".TrimEnd());
            }

            await Task.Delay(PollPeriod, cancellation);
        }
    }

    // Else the engine waits for the server's last checkpoint, or ten seconds for clients that do not leave.
    private async Task KillAsync()
    {
        if (_container.State != TestcontainersStates.Running)
            return;
        try
        {
            await _engine.Containers.KillContainerAsync(_container.Id, new ContainerKillParameters { Signal = "SIGKILL" }, CancellationToken.None);
        }
        catch (DockerApiException)
        {
            // It has ended by itself.
        }
    }

    private async Task<string?> ReadStatusAsync(CancellationToken cancellation) =>
        (await _engine.Containers.InspectContainerAsync(_container.Id, cancellation)).State?.Status;
}
