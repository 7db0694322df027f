using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Sweep.Client.Terminal;

/// <summary>The context of a real process.</summary>
internal static class ProcessContext
{
    public static CliContext Create(Interrupts interrupts) => new()
    {
        Input = Console.OpenStandardInput(),
        Output = OpenOutput(),
        Error = Console.OpenStandardError(),
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = () => Columns(),
        Height = () => Lines(),
        Variable = Environment.GetEnvironmentVariable,
        VariableNames = [.. Environment.GetEnvironmentVariables().Keys.Cast<string>()],
        StartedAt = StartOfProcess(),
        Interrupted = interrupts.Token,
    };

    /// <summary>
    /// The console's own stream swallows the error that tells of a reader who has left, so an export into <c>head</c> would go on
    /// to its end for nobody; a plain file stream reports it. Into files the console's stream writes, because a file stream keeps
    /// a position of its own, and two commands redirected into one file would write over each other.
    /// </summary>
    private static Stream OpenOutput()
    {
        if (OperatingSystem.IsWindows())
            return Console.OpenStandardOutput();
        var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }

    private static DateTimeOffset StartOfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime.ToUniversalTime());
    }

    private static int Columns() => Size(() => Console.WindowWidth, 80);

    private static int Lines() => Size(() => Console.WindowHeight, 24);

    private static int Size(Func<int> read, int otherwise)
    {
        try
        {
            return read() is > 0 and var size ? size : otherwise;
        }
        catch (IOException)
        {
            return otherwise;
        }
    }
}
