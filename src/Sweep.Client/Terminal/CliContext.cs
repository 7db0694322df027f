using Sweep.Grains.Telemetry;

namespace Sweep.Client.Terminal;

/// <summary>All that a command sees of the process around it, so that tests can run commands in theirs.</summary>
internal sealed class CliContext
{
    public required Stream Input { get; init; }

    public required Stream Output { get; init; }

    public required Stream Error { get; init; }

    /// <summary>Whether somebody can be asked.</summary>
    public bool InputIsTerminal { get; init; }

    public bool OutputIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Columns of the terminal, asked for at every drawing since windows change their size.</summary>
    public Func<int> Width { get; init; } = () => 120;

    /// <summary>Lines of the terminal.</summary>
    public Func<int> Height { get; init; } = () => 24;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The names of all environment variables.</summary>
    public IReadOnlyCollection<string> VariableNames { get; init; } = [];

    /// <summary>The process' export of telemetry; null where there is none.</summary>
    public TelemetryExport? Telemetry { get; set; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>When the process started.</summary>
    public DateTimeOffset StartedAt { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Cancelled by the first SIGINT, SIGTERM or SIGHUP.</summary>
    public CancellationToken Interrupted { get; init; }

    /// <summary>Reads a setting that the server has too, whose configuration does not look at the case of names.</summary>
    /// <param name="variable">The environment's name of it.</param>
    public string? Setting(string variable) =>
        Variable(variable) ?? VariableNames.Where(name => name.Equals(variable, StringComparison.OrdinalIgnoreCase)).Select(Variable).FirstOrDefault();
}
