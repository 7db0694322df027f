using System.Diagnostics;
using Sweep.Grains.Terminals;

namespace Sweep.Client.Terminal;

/// <summary>The context of a real process.</summary>
internal static class ProcessContext
{
    public static CliContext Create(Interrupts interrupts) => new()
    {
        Input = StandardStreams.OpenInput(),
        Output = StandardStreams.OpenOutput(interrupts.Token),
        Error = StandardStreams.OpenError(interrupts.Token),
        InputIsTerminal = !Console.IsInputRedirected,
        OutputIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = Columns,
        Height = Lines,
        Variable = Environment.GetEnvironmentVariable,
        VariableNames = [.. Environment.GetEnvironmentVariables().Keys.Cast<string>()],
        StartedAt = StartOfProcess(),
        Interrupted = interrupts.Token,
    };

    private static DateTimeOffset StartOfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime.ToUniversalTime());
    }

    private static int Columns() => WindowSize.Read() is { Columns: > 0 } size ? size.Columns : 80;

    private static int Lines() => WindowSize.Read() is { Lines: > 0 } size ? size.Lines : 24;
}
