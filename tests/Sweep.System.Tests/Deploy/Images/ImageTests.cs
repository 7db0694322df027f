using System.Text.Json;
using Sweep.SystemTests.Deploy.Engine;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Images;

/// <summary>What is in the images, and that they need nothing but what they are given.</summary>
[Long]
public sealed class ImageTests
{
    private static readonly string[] Hardened = ["run", "--rm", "--network=none", "--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges"];

    [Theory]
    [InlineData(SweepImages.Silo)]
    [InlineData(SweepImages.Client)]
    public async Task Image_AsBuilt_RunsAsNobodySpecialAndHasOneProcessorsLibraries(string image)
    {
        await SweepImages.BuildAsync();

        Assert.Equal("1654:1654", await Shell.RunAsync("podman", "image", "inspect", "--format={{.User}}", image));
        Assert.Equal("SIGTERM", await Shell.RunAsync("podman", "image", "inspect", "--format={{.Config.StopSignal}}", image));
        var files = await InsideAsync(image, "id -u; find /app -mindepth 1 -maxdepth 2 -path '/app/runtimes/*'; find /app -writable");
        Assert.Equal("1654", files[0]);
        Assert.All(files.Skip(1), folder => Assert.Contains(Path.GetFileName(folder), new[] { "linux-x64", "linux-arm64", "linux", "unix" }));
    }

    [Fact]
    public async Task SiloImage_AsBuilt_KnowsWhetherItIsReady()
    {
        await SweepImages.BuildAsync();

        var check = await Shell.RunAsync("podman", "image", "inspect", "--format={{json .HealthCheck.Test}}", SweepImages.Silo);

        Assert.Equal("""["CMD","sweep-silo-ready"]""", check);
        Assert.NotEqual(0, (await Shell.TryAsync("podman", [.. Hardened, "--entrypoint=sweep-silo-ready", SweepImages.Silo])).ExitCode);
    }

    [Fact]
    public async Task SiloImage_AskedForItsSettings_ListsThem()
    {
        await SweepImages.BuildAsync();

        Assert.Contains("Sweep:DrainSeconds", await Shell.RunAsync("podman", [.. Hardened, SweepImages.Silo, "--help"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClientImage_WithAReadOnlyRootAndNoNetwork_RunsASweepAndDrawsIt()
    {
        await SweepImages.BuildAsync();

        var lines = await InsideAsync(
            SweepImages.Client,
            "cd /tmp && dotnet /app/sweep.dll run /specs/quick.yaml --json && dotnet /app/sweep.dll train --pattern circle --iterations 50 --plot /tmp/plots --json > /tmp/run.json && ls /tmp/plots",
            $"--volume={Repository.File("examples")}:/specs:ro");

        using var result = JsonDocument.Parse(lines[0]);
        Assert.Equal("completed", result.RootElement.GetProperty("state").GetString());
        Assert.Equal(36, result.RootElement.GetProperty("trials").GetProperty("completed").GetInt32());
        Assert.Contains(lines.Skip(1), name => name.EndsWith(".png", StringComparison.Ordinal));
    }

    private static async Task<string[]> InsideAsync(string image, string script, params IEnumerable<string> options) =>
        (await Shell.RunAsync("podman", [.. Hardened, .. options, "--entrypoint=bash", image, "-c", script])).Split('\n');
}
