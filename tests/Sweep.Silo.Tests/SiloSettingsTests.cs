using Microsoft.Extensions.Configuration;

namespace Sweep.Silo.Tests;

public sealed class SiloSettingsTests
{
    [Fact]
    public void Read_NothingSet_GivesTheDefaults()
    {
        var errors = new List<string>();
        Assert.Equal(new SiloSettings("sweep.db", Environment.ProcessorCount, 11111, 30000), SiloSettings.Read(Settings([]), errors));
        Assert.Empty(errors);
    }

    [Fact]
    public void Read_AllSet_GivesThem()
    {
        var errors = new List<string>();
        var settings = SiloSettings.Read(
            Settings(new()
            {
                ["ConnectionStrings:Sweep"] = "other.db",
                ["Sweep:Slots"] = "3",
                ["Orleans:SiloPort"] = "1",
                ["Orleans:GatewayPort"] = "65535",
            }),
            errors);
        Assert.Equal(new SiloSettings("other.db", 3, 1, 65535), settings);
        Assert.Empty(errors);
    }

    [Fact]
    public void Read_SeveralWrong_NamesThemAllAtOnce()
    {
        var errors = new List<string>();
        SiloSettings.Read(
            Settings(new() { ["Sweep:Slots"] = "0", ["Orleans:SiloPort"] = "65536", ["Orleans:GatewayPort"] = "eleven" }), errors);
        Assert.Equal(
            [
                $"Sweep:Slots: \"0\" must be a whole number from 1 to 4096; leave it out for {Environment.ProcessorCount}",
                "Orleans:SiloPort: \"65536\" must be a whole number from 1 to 65535; leave it out for 11111",
                "Orleans:GatewayPort: \"eleven\" must be a whole number from 1 to 65535; leave it out for 30000",
            ],
            errors);
    }

    [Fact]
    public void Read_SamePortTwice_IsRefused()
    {
        var errors = new List<string>();
        SiloSettings.Read(Settings(new() { ["Orleans:SiloPort"] = "30000" }), errors);
        Assert.Equal("Orleans:GatewayPort: 30000 is Orleans:SiloPort too: give them different ports", Assert.Single(errors));
    }

    private static IConfigurationRoot Settings(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
