using System.Diagnostics;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Engine;

/// <summary>Programs run to their end.</summary>
internal static class Shell
{
    // The first preparation of a machine installs Podman and makes all images.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Runs a program and returns what it wrote to standard output, without the last line's end.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has all that it said.</exception>
    public static async Task<string> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var outcome = await TryAsync(program, arguments);
        return outcome.ExitCode == 0
            ? outcome.Output.TrimEnd()
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {outcome.ExitCode}\n{outcome.Output}{outcome.Errors}".TrimEnd());
    }

    /// <summary>Runs a program, whatever its exit code.</summary>
    public static async Task<ShellOutcome> TryAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CONTAINERS_CONF"] = Repository.File("tests/engine/containers.conf");
        // What the run's other tests use may be of another engine.
        start.Environment.Remove("SWEEP_TEST_POSTGRES_IMAGE");
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new ShellOutcome(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"not within {Limit}: {program} {string.Join(' ', arguments)}", late);
        }
    }
}
