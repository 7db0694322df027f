using System.Net;
using Microsoft.Extensions.Configuration;
using Sweep.Testing.Certificates;

namespace Sweep.Silo.Tests;

/// <summary>Where a silo listens, and what must be said for it.</summary>
public sealed class SiloEndpointsTests
{
    [Theory]
    [InlineData(null, null, false, "127.0.0.1", "127.0.0.1")]
    [InlineData(null, null, true, null, "0.0.0.0")]
    [InlineData("127.0.1.1", null, false, "127.0.1.1", "127.0.1.1")]
    [InlineData("10.0.0.1", null, true, "10.0.0.1", "0.0.0.0")]
    [InlineData("fd00::1", null, true, "fd00::1", "::")]
    [InlineData("10.0.0.1", "127.0.0.1", false, "10.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "0.0.0.0", true, "127.0.0.1", "0.0.0.0")]
    [InlineData(null, "10.0.0.1", true, "10.0.0.1", "10.0.0.1")]
    [InlineData(null, "0.0.0.0", true, null, "0.0.0.0")]
    public void Endpoints_OfACluster_AreOnLoopbackUnlessItIsOpen(string? address, string? listenAddress, bool isOpen, string? advertised, string listening)
    {
        var errors = new List<string>();
        var settings = SiloSettings.Read(
            Settings(new()
            {
                ["ConnectionStrings:Sweep"] = "Host=box;Database=sweep",
                ["Orleans:Address"] = address,
                ["Orleans:ListenAddress"] = listenAddress,
                ["Sweep:InsecureCluster"] = isOpen ? "true" : null,
            }),
            errors);
        Assert.Empty(errors);
        Assert.Equal((advertised, listening), (settings.Endpoints.Advertised?.ToString(), settings.Endpoints.Listening.ToString()));
    }

    [Theory]
    [InlineData("Orleans:Address", "10.0.0.1")]
    [InlineData("Orleans:ListenAddress", "0.0.0.0")]
    [InlineData("Orleans:ListenAddress", "10.0.0.1")]
    public void Read_OpenClusterThatNobodyAskedFor_IsRefused(string key, string value)
    {
        var errors = new List<string>();
        SiloSettings.Read(Settings(new() { ["ConnectionStrings:Sweep"] = "Host=box;Database=sweep", [key] = value }), errors);
        Assert.StartsWith($"{key}: {value} is open to other machines, and without certificates whoever reaches it may call any grain;", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CertificateOfASilo_OpensTheCluster()
    {
        using var authority = new TestAuthority("ours");
        var files = authority.Silo();
        var values = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Sweep"] = "Host=box;Database=sweep",
            ["Sweep:Tls:Certificate"] = files.Certificate,
            ["Sweep:Tls:Key"] = files.Key,
            ["Sweep:Tls:Authority"] = files.Authority,
        };
        var errors = new List<string>();
        Assert.Equal(IPAddress.Any, SiloSettings.Read(Settings(values), errors).Endpoints.Listening);
        Assert.Empty(errors);

        values["Sweep:InsecureCluster"] = "true";
        values["Sweep:Tls:Authority"] = "";
        values["Sweep:Tls:Authorty"] = files.Authority;
        SiloSettings.Read(Settings(values), errors);
        Assert.Equal(2, errors.Count);
        Assert.StartsWith("Sweep:Tls:Authority: is missing beside Sweep:Tls:Certificate and Sweep:Tls:Key;", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("Sweep:Tls:Authorty: is no setting; did you mean Sweep:Tls:Authority?", errors[1], StringComparison.Ordinal);

        errors.Clear();
        values["Sweep:Tls:Authority"] = files.Authority;
        values.Remove("Sweep:Tls:Authorty");
        SiloSettings.Read(Settings(values), errors);
        Assert.StartsWith("Sweep:InsecureCluster: is true beside Sweep:Tls:Certificate", Assert.Single(errors), StringComparison.Ordinal);
    }

    private static IConfigurationRoot Settings(Dictionary<string, string?> values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values).Build();
}
