using System.Diagnostics;
using System.Globalization;
using Sweep.Testing.Databases;

namespace Sweep.Testing.Tests.Databases;

public sealed class FolderJanitorTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispose_WithAServerRunning_EndsItAndRemovesTheFolder()
    {
        var folder = Directory.CreateTempSubdirectory("sweep-test-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        using var server = Process.Start("sleep", "600");
        await File.WriteAllTextAsync(Path.Combine(folder, "data", "postmaster.pid"), server.Id.ToString(CultureInfo.InvariantCulture) + "\n", _cancellation);

        await new FolderJanitor(folder).DisposeAsync();

        await server.WaitForExitAsync(_cancellation);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Dispose_WithoutAServer_RemovesTheFolder()
    {
        var folder = Directory.CreateTempSubdirectory("sweep-test-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "log"), "", _cancellation);

        await new FolderJanitor(folder).DisposeAsync();

        Assert.False(Directory.Exists(folder));
    }
}
