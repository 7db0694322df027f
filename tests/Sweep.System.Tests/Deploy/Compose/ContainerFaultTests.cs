using Sweep.SystemTests.Deploy.Engine;

namespace Sweep.SystemTests.Deploy.Compose;

/// <summary>What happens to containers: killed, paused, stopped and started again.</summary>
[Long]
[Collection(Composition.Serial)]
public sealed class ContainerFaultTests(Composition stack)
{
    [Fact]
    public async Task Sweep_WithAContainerKilled_EndsAsACalmOneAndTheContainerIsStartedAgain()
    {
        var sweep = await stack.Sweeps.StartAsync();
        var victim = stack.Container("silo", 1);
        // As the machine does it that is short of memory; what the engine itself kills, it leaves stopped.
        await Shell.RunAsync("kill", "-KILL", await Shell.RunAsync("podman", "inspect", "--format={{.State.Pid}}", victim));
        Assert.NotEqual(ComposedSweeps.Planned, await stack.Sweeps.CountAsync($"trials WHERE sweep_id = '{sweep}'"));

        await stack.Sweeps.EndsAsCalmAsync(sweep);
    }

    [Fact]
    public async Task Sweep_WithAContainerPausedUntilItIsBuried_EndsAsACalmOneAndTheContainerIsStartedAgain()
    {
        var sweep = await stack.Sweeps.StartAsync();
        var victim = stack.Container("silo", 3);
        var name = await Composition.SiloNameAsync(victim);
        await Shell.RunAsync("podman", "pause", victim);
        Assert.NotEqual(ComposedSweeps.Planned, await stack.Sweeps.CountAsync($"trials WHERE sweep_id = '{sweep}'"));
        await stack.Sweeps.BuriedAsync(name);
        await Shell.RunAsync("podman", "unpause", victim);

        await stack.Sweeps.EndsAsCalmAsync(sweep);
    }

    [Fact]
    public async Task Container_Stopped_DrainsWithoutLosingAnAttempt()
    {
        var sweep = await stack.Sweeps.StartAsync();
        var victim = stack.Container("silo", 2);
        await Shell.RunAsync("podman", "stop", "--time=30", victim);
        Assert.Equal("0", await Shell.RunAsync("podman", "inspect", "--format={{.State.ExitCode}}", victim));
        await Shell.RunAsync("podman", "start", victim);

        await stack.Sweeps.EndsAsCalmAsync(sweep);
        Assert.Equal(0, await stack.Sweeps.CountAsync($"attempts WHERE sweep_id = '{sweep}'"));
        Assert.Equal(0, await stack.Sweeps.CountAsync($"trials WHERE sweep_id = '{sweep}' AND attempt > 1"));
    }
}
