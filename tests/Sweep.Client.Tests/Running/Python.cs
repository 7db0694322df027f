using System.Diagnostics;
using Sweep.Testing;

namespace Sweep.Client.Tests.Running;

/// <summary>Debian's Python with NumPy, which examples use.</summary>
internal static class Python
{
    /// <summary>Sees to it that it is there.</summary>
    public static async Task InstallAsync()
    {
        using var script = Process.Start(new ProcessStartInfo(Repository.File("tests/engine/install-python.sh")) { UseShellExecute = false })!;
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, script.ExitCode);
    }
}
