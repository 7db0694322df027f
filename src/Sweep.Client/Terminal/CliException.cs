namespace Sweep.Client.Terminal;

/// <summary>Ends a command with messages for people on standard error and an exit code.</summary>
internal sealed class CliException(int exitCode, IReadOnlyList<string> messages) : Exception(string.Join('\n', messages))
{
    public int ExitCode { get; } = exitCode;

    public IReadOnlyList<string> Messages { get; } = messages;

    /// <summary>Wrong usage: every error at once.</summary>
    public static CliException Usage(params IReadOnlyList<Problem> errors) =>
        new(ExitCodes.Usage, [.. errors.Select(error => error.ToString())]);

    public static CliException Failed(string message) => new(ExitCodes.Failed, [message]);
}
