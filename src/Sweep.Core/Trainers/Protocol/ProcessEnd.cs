using System.Globalization;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>How a process ended: by an exit code of its own, or by a signal.</summary>
/// <param name="ExitCode">0 to 255; null where a signal ended it.</param>
/// <param name="Signal">Null where it exited; both where nobody knows.</param>
public readonly record struct ProcessEnd(int? ExitCode, int? Signal)
{
    /// <summary>The trial is done.</summary>
    public const int Done = 0;

    /// <summary>EX_USAGE of sysexits.h: the point makes no sense to the program.</summary>
    public const int Usage = 64;

    /// <summary>EX_TEMPFAIL: this machine cannot, another may.</summary>
    public const int Temporary = 75;

    /// <summary>EX_CONFIG: as <see cref="Usage"/>.</summary>
    public const int Configuration = 78;

    private static readonly string[] SignalNames =
    [
        "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE", "SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE",
        "SIGALRM", "SIGTERM", "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU", "SIGXFSZ",
    ];

    public bool IsDone => ExitCode == Done;

    /// <summary>What follows for its trial, where it is not done.</summary>
    public TrainerFailure Failure => ExitCode switch
    {
        Usage or Configuration => TrainerFailure.Final,
        Temporary => TrainerFailure.Elsewhere,
        _ => TrainerFailure.Retry,
    };

    /// <param name="status">As <c>wait</c> gives it on Linux.</param>
    public static ProcessEnd FromWaitStatus(int status) => (status & 0x7f) == 0 ? new(status >> 8 & 0xff, null) : new(null, status & 0x7f);

    /// <summary>As the end of a sentence about the command: "exited with code 3".</summary>
    public override string ToString() => ExitCode switch
    {
        null when Signal is null => "ended, but somebody else in the silo's process took its exit code",
        null => $"was killed by signal {SignalName}{Hint}",
        Usage or Configuration => $"exited with code {ExitCode}, which says that no attempt at this trial can succeed",
        Temporary => $"exited with code {ExitCode}, which asks for another try elsewhere",
        _ => string.Create(CultureInfo.InvariantCulture, $"exited with code {ExitCode}"),
    };

    private string SignalName =>
        Signal is > 0 and { } number && number < SignalNames.Length ? SignalNames[number] : string.Create(CultureInfo.InvariantCulture, $"{Signal}");

    private string Hint => Signal == 9 ? " from outside of Sweep; mostly the machine had no memory left" : "";
}
