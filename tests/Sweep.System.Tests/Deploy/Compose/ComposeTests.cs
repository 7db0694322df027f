using Sweep.SystemTests.Deploy.Engine;

namespace Sweep.SystemTests.Deploy.Compose;

/// <summary>The deployment of deploy/compose.yaml, through its life.</summary>
[Long]
[Collection(Composition.Serial)]
public sealed class ComposeTests(Composition stack)
{
    [Fact]
    public async Task Readme_CommandsOfCompose_BringUpThreeSilosAndSweep()
    {
        await stack.UpAsync();

        Assert.Equal("quick|completed|36", await stack.SqlAsync("SELECT name, state, planned_trials FROM sweeps WHERE name = 'quick'"));
        Assert.Equal("36|36", await stack.SqlAsync("SELECT count(*), count(DISTINCT number) FROM trials JOIN sweeps ON id = sweep_id WHERE name = 'quick'"));
        Assert.Equal("3", await stack.SqlAsync("SELECT count(*) FROM orleans_silos WHERE status = 3"));
        var exported = await File.ReadAllLinesAsync(Path.Combine(stack.Output, "trials.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(1 + 36, exported.Length);
    }

    [Fact]
    public async Task Silos_InComposition_RunWithAReadOnlyRootAndWithoutPrivileges()
    {
        await stack.UpAsync();

        for (var silo = 1; silo <= Composition.Silos; silo++)
        {
            var container = stack.Container("silo", silo);
            Assert.Equal("true", await Shell.RunAsync("podman", "inspect", "--format={{.HostConfig.ReadonlyRootfs}}", container));
            Assert.Equal("CapEff:\t0000000000000000", await Shell.RunAsync("podman", "exec", container, "grep", "CapEff", "/proc/1/status"));
            Assert.NotEqual(0, (await Shell.TryAsync("podman", "exec", container, "touch", "/app/written")).ExitCode);
        }
    }

    [Fact]
    public async Task Secrets_OfTheComposition_AreInNoEnvironment()
    {
        await stack.UpAsync();

        var password = await Shell.RunAsync("podman", "exec", stack.Container("postgres"), "cat", "/run/secrets/postgres-password");
        var settings = await Shell.RunAsync("podman", "inspect", stack.Container("postgres"), stack.Container("silo"), stack.Container("migrate"));

        Assert.Equal(48, password.Length);
        Assert.DoesNotContain(password, settings, StringComparison.Ordinal);
    }
}
