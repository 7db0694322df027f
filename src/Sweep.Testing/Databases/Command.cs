using System.Diagnostics;

namespace Sweep.Testing.Databases;

/// <summary>Short programs run to their end.</summary>
internal static class Command
{
    /// <param name="folder">Where it runs.</param>
    /// <param name="program">And its arguments.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message has what it said.</exception>
    public static async Task RunAsync(string folder, IReadOnlyList<string> program, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program[0], program.Skip(1))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program[0]} did not start");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', program)}: exit code {process.ExitCode}\n{await output}{await errors}".TrimEnd());
    }
}
