using System.Diagnostics;
using Sweep.Testing;

namespace Sweep.Client.Tests.Terminal;

/// <summary>The real program within lines of a shell, for what only a shell arranges: redirections, pipes, limits, terminals, mounts.</summary>
internal static class ShellRun
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1.5);

    /// <summary>Runs lines of bash, in which <c>sweep</c> is the program.</summary>
    public static Task<SweepOutcome> RunAsync(string folder, string lines) => StartAsync(["bash"], folder, lines);

    /// <summary>The same as root of a mount namespace of its own: what it mounts is nobody else's, and goes with it.</summary>
    public static Task<SweepOutcome> RunWithMountsAsync(string folder, string lines) =>
        StartAsync(["unshare", "--mount", .. Environment.IsPrivilegedProcess ? (string[])[] : ["--user", "--map-root-user"], "bash"], folder, lines);

    private static async Task<SweepOutcome> StartAsync(string[] shell, string folder, string lines)
    {
        var program = Programs.Sweep;
        var start = new ProcessStartInfo(shell[0], [.. shell[1..], "-c", $"export SWEEP='{program}'; sweep() {{ dotnet \"$SWEEP\" \"$@\"; }}\n{lines}"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("ConnectionStrings__Sweep");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("no shell started");
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await Task.WhenAll(process.WaitForExitAsync(), output, errors).WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new SweepOutcome(process.ExitCode, await output, await errors);
    }
}
