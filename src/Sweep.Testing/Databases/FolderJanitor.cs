using System.Diagnostics;

namespace Sweep.Testing.Databases;

/// <summary>
/// A shell that ends a local server and removes its folder as soon as this process lets go of it, be it orderly or because the
/// process was killed: the end of its standard input tells it.
/// </summary>
internal sealed class FolderJanitor : IAsyncDisposable
{
    /// <summary>The subfolder where another file system may be mounted.</summary>
    public const string SmallDisk = "disk";

    private const string Script = """
        trap '' HUP INT TERM
        exec >/dev/null 2>&1
        read -r _
        if [ -s "$1/data/postmaster.pid" ]; then
          server=$(head -n 1 "$1/data/postmaster.pid")
          kill -QUIT "$server"
          tries=0
          while kill -0 "$server" && [ "$tries" -lt 300 ]; do sleep 0.05; tries=$((tries + 1)); done
          kill -KILL "$server"
        fi
        umount "$1/disk"
        rm -rf "$1"
        """;

    private readonly Process _process;

    /// <param name="folder">Goes with all that is in it; a server's data lie in its subfolder <c>data</c>.</param>
    public FolderJanitor(string folder)
    {
        // A session of its own, so that a signal to the test run's process group does not take the janitor too.
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, "sh", folder]) { UseShellExecute = false, WorkingDirectory = "/", RedirectStandardInput = true };
        _process = Process.Start(start) ?? throw new InvalidOperationException("setsid did not start");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
