using System.Net;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Tests.Hosting;

public sealed class TrialDirectoryTests
{
    private readonly TrialDirectory _directory = new();
    private readonly GrainAddress _first = Address();
    private readonly GrainAddress _second = Address();

    [Fact]
    public async Task Register_PlaceThatIsTaken_GivesWhoHasIt()
    {
        Assert.Equal(_first, await _directory.Register(_first));
        Assert.Equal(_first, await _directory.Register(_second));
        Assert.Equal(_first, await _directory.Register(_second, previousAddress: null));
        Assert.Equal(_second, await _directory.Register(_second, previousAddress: _first));
        Assert.Equal(_second, await _directory.Lookup(_first.GrainId));
    }

    [Fact]
    public async Task Unregister_PlaceOfAnother_ChangesNothing()
    {
        await _directory.Register(_first);
        await _directory.Unregister(_second);
        Assert.Equal(_first, await _directory.Lookup(_first.GrainId));
        await _directory.Unregister(_first);
        Assert.Null(await _directory.Lookup(_first.GrainId));
    }

    private static GrainAddress Address() => new()
    {
        GrainId = GrainId.Create("trial", "1"),
        ActivationId = ActivationId.NewId(),
        SiloAddress = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), 1),
    };
}
