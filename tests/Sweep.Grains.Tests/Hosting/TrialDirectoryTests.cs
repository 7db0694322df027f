using System.Net;
using Sweep.Grains.Trials;

namespace Sweep.Grains.Tests.Hosting;

public sealed class TrialDirectoryTests
{
    private static readonly SiloAddress Here = SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11111), 1);
    private static readonly GrainId Trial = GrainId.Create("trial", "1");

    private readonly TrialDirectory _directory = new(Here);

    [Fact]
    public void LookUp_AnyTrial_IsHere()
    {
        Assert.True(_directory.LookUp(Trial, out var place, out _));
        Assert.Equal((Trial, Here), (place!.GrainId, place.SiloAddress));
    }

    [Fact]
    public async Task Lookup_TrialThatWasForgotten_IsHereAllTheSame()
    {
        var address = new GrainAddress { GrainId = Trial, ActivationId = ActivationId.NewId(), SiloAddress = Here };
        await _directory.Register(address);
        await _directory.Unregister(address);
        _directory.Remove(address);
        Assert.Equal(Here, (await _directory.Lookup(Trial))?.SiloAddress);
    }

    [Fact]
    public async Task Register_Twice_TheLaterStands()
    {
        var first = new GrainAddress { GrainId = Trial, ActivationId = ActivationId.NewId(), SiloAddress = Here };
        var second = new GrainAddress { GrainId = Trial, ActivationId = ActivationId.NewId(), SiloAddress = Here };
        Assert.Equal(first, await _directory.Register(first));
        Assert.Equal(second, await _directory.Register(second, previousAddress: null));
    }
}
