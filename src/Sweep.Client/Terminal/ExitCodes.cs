namespace Sweep.Client.Terminal;

/// <summary>What the process ends with; scripts rely on these.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The sweep failed or was cancelled, some trial failed, or the asked-for change is not allowed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, spec, option or connection; nothing was changed.</summary>
    public const int Usage = 2;

    /// <summary>128 + SIGINT.</summary>
    public const int Interrupted = 130;
}
