using System.Net;
using Microsoft.Extensions.Configuration;
using Sweep.Grains.Clustering;

namespace Sweep.Silo.Tests;

public sealed class SiloSettingsTests
{
    [Fact]
    public void Read_NothingSet_GivesTheDefaults()
    {
        var errors = new List<string>();
        Assert.Equal(
            new SiloSettings("sweep.db", Environment.ProcessorCount, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(10), true, 11111, 30000, null, null, new ClusterIdentity("sweep", "sweep")),
            SiloSettings.Read(Settings([]), errors));
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
                ["Sweep:StartSeconds"] = "0",
                ["Sweep:DrainSeconds"] = "7",
                ["Sweep:CheckpointSeconds"] = "3",
                ["Sweep:Migrate"] = "false",
                ["Orleans:SiloPort"] = "1",
                ["Orleans:GatewayPort"] = "65535",
                ["Orleans:Address"] = "127.0.0.1",
                ["Orleans:ListenAddress"] = "0.0.0.0",
                ["Orleans:ClusterId"] = "blue",
                ["Orleans:ServiceId"] = "sweep-2",
            }),
            errors);
        Assert.Equal(
            new SiloSettings("other.db", 3, TimeSpan.Zero, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(3), false, 1, 65535, IPAddress.Loopback, IPAddress.Any, new ClusterIdentity("blue", "sweep-2")), settings);
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

    [Fact]
    public void Read_WrongWords_NamesThemAllAtOnce()
    {
        var errors = new List<string>();
        SiloSettings.Read(
            Settings(new()
            {
                ["ConnectionStrings:Sweep"] = "postgres://box/sweep",
                ["Sweep:Migrate"] = "perhaps",
                ["Sweep:Slotz"] = "2",
                ["Orleans:Address"] = "0.0.0.0",
                ["Orleans:ClusterId"] = "two words",
            }),
            errors);
        Assert.Equal(
            [
                "Sweep:Migrate: \"perhaps\" must be true or false; leave it out for true",
                "Orleans:Address: \"0.0.0.0\" is no address at which others reach this silo; give one of this machine's, or leave it out for its first",
                "Orleans:ClusterId: \"two words\" must be at most 100 letters, digits, hyphens, dots and underscores; leave it out for sweep",
                "ConnectionStrings:Sweep: database: postgres://box/sweep is a URL, which is not taken: write \"Host=…;Database=…;Username=…;Password=…\", or a SQLite file",
                "Sweep:Slotz: is no setting; the settings are Sweep:Slots, Sweep:StartSeconds, Sweep:DrainSeconds, Sweep:CheckpointSeconds, Sweep:Migrate, Sweep:TraceShare",
            ],
            errors);
    }

    private static IConfigurationRoot Settings(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
