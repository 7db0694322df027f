using Sweep.SystemTests.Deploy.Engine;

namespace Sweep.SystemTests.Deploy.Compose;

/// <summary>A silo's only network is taken from it: neither the other silos nor the database can be reached, and no connection is closed.</summary>
[Long]
[Collection(Composition.Serial)]
public sealed class NetworkCutTests(Composition stack)
{
    [Fact]
    public async Task Sweep_WithASiloCutOffItsNetwork_EndsAsACalmOneAndTheSiloComesBack()
    {
        var cut = await stack.Sweeps.StartAsync();
        var victim = stack.Container("silo", 2);
        var name = await Composition.SiloNameAsync(victim);
        await Shell.RunAsync("podman", "network", "disconnect", stack.Network, victim);
        Assert.NotEqual(ComposedSweeps.Planned, await stack.Sweeps.CountAsync($"trials WHERE sweep_id = '{cut}'"));
        await stack.Sweeps.BuriedAsync(name);
        await Shell.RunAsync("podman", "network", "connect", "--alias=silo", stack.Network, victim);

        await stack.Sweeps.EndsAsCalmAsync(cut);
    }
}
