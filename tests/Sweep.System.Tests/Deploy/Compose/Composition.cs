using System.Globalization;
using Sweep.SystemTests.Deploy.Compose;
using Sweep.SystemTests.Deploy.Engine;
using Sweep.SystemTests.Deploy.Images;
using Sweep.Testing;

[assembly: AssemblyFixture(typeof(Composition))]

namespace Sweep.SystemTests.Deploy.Compose;

/// <summary>
/// PostgreSQL and three silos, brought up by the commands of deploy/README.md in a copy of its folder, and taken down by them.
/// <c>docker compose</c> is podman-compose here, and its <c>build</c> the script that builds where no registry answers.
/// </summary>
public sealed class Composition : IAsyncLifetime
{
    public const int Silos = 3;

    /// <summary>The collection of those who use it, one after the other.</summary>
    public const string Serial = "compose";

    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly string _project = $"sweep-test-{Guid.NewGuid().ToString("n")[..8]}";
    private readonly List<string> _downCommands = [];
    private readonly Lazy<Task> _up;

    public Composition()
    {
        _up = new Lazy<Task>(StartAsync);
        Sweeps = new ComposedSweeps(this);
    }

    /// <summary>Sweeps on it.</summary>
    internal ComposedSweeps Sweeps { get; }

    /// <summary>Where the dashboard is from this machine.</summary>
    public Uri Dashboard { get; } = new($"http://127.0.0.1:{FreePort.Next().ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Where the client's <c>/out</c> is.</summary>
    public string Output => Path.Combine(Folder, "out");

    private string Folder => _folder.File("deploy");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts everything where it does not run yet, and waits until three silos are ready.</summary>
    public Task UpAsync() => _up.Value;

    /// <summary>The name of a service's container.</summary>
    public string Container(string service, int number = 1) => FormattableString.Invariant($"{_project}_{service}_{number}");

    /// <summary>The name in membership of the silo in a container.</summary>
    public static async Task<string> SiloNameAsync(string container) => $"{await Shell.RunAsync("podman", "exec", container, "hostname")}/1";

    /// <summary>The network of all containers.</summary>
    public string Network => $"{_project}_default";

    /// <summary>Runs a command of <c>docker compose</c>.</summary>
    public Task<string> ComposeAsync(string arguments) => BashAsync($"docker compose {arguments}");

    /// <summary>Puts a spec where the client sees it, under <c>/specs</c>.</summary>
    public void WriteSpec(string name, string text) => File.WriteAllText(Path.Combine(_folder.Path, "examples", name), text);

    /// <summary>Asks the database: a line a row, columns parted by bars.</summary>
    public Task<string> SqlAsync(string sql) =>
        Shell.RunAsync("podman", "exec", Container("postgres"), "psql", "--username=sweep", "--dbname=sweep", "--no-psqlrc", "-At", $"--command={sql}");

    /// <summary>Waits until all silos say that they are ready.</summary>
    public Task ReadyAsync() => Eventually.TrueAsync(
        async () =>
        {
            for (var silo = 1; silo <= Silos; silo++)
            {
                if ((await Shell.TryAsync("podman", "healthcheck", "run", Container("silo", silo))).ExitCode != 0)
                    return false;
            }

            return true;
        },
        "three silos are ready",
        ReadyLimit);

    public async ValueTask DisposeAsync()
    {
        if (_up.IsValueCreated)
        {
            foreach (var command in _downCommands)
                await BashAsync($"{command} --volumes");
            // Early versions of podman-compose leave it behind.
            if ((await Shell.TryAsync("podman", "network", "exists", Network)).ExitCode == 0)
                await Shell.RunAsync("podman", "network", "rm", Network);
        }

        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        await SweepImages.BuildAsync();
        await Shell.RunAsync(Repository.File("tests/engine/install-compose.sh"));
        await Shell.RunAsync(Repository.File("tests/engine/install-openssl.sh"));
        await Shell.RunAsync("cp", "--recursive", Repository.File("examples"), _folder.Path);
        Directory.CreateDirectory(Folder);
        foreach (var file in new[] { "compose.yaml", "prepare.sh", "authority.sh" })
            await Shell.RunAsync("cp", Repository.File($"deploy/{file}"), Folder);
        // The client, who is not root, sees the specs.
        await Shell.RunAsync("chmod", "-R", "a+rX", _folder.Path);
        var commands = await ReadmeCommands.ReadAsync("Compose");
        _downCommands.AddRange(commands.Where(IsDown));
        Assert.Single(_downCommands);
        foreach (var command in commands.Where(command => !IsDown(command)))
        {
            await BashAsync(command);
            if (command.Contains(" up ", StringComparison.Ordinal))
                await ReadyAsync();
        }
    }

    private static bool IsDown(string command) => command.StartsWith("docker compose down", StringComparison.Ordinal);

    private async Task<string> BashAsync(string command)
    {
        var postgres = await SweepImages.PostgresAsync();
        return await Shell.RunAsync(
            "bash",
            "-euc",
            $$"""
            cd '{{Folder}}'
            export SWEEP_SILO_IMAGE='{{SweepImages.Silo}}' SWEEP_CLIENT_IMAGE='{{SweepImages.Client}}' SWEEP_POSTGRES_IMAGE='{{postgres}}'
            export SWEEP_PORT={{Dashboard.Port}}
            docker() {
              shift
              [ "$1" = build ] || podman-compose --project-name '{{_project}}' "$@"
            }
            {{command}}
            """);
    }
}
