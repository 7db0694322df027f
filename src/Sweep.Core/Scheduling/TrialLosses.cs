namespace Sweep.Core.Scheduling;

/// <summary>What is known of a trial whose attempts ended without a result, and what follows from it.</summary>
/// <param name="Attempts">Attempts lost for whatever cause.</param>
/// <param name="SiloDeaths">Of these, those whose silo died.</param>
/// <param name="DeathsWithoutProgress">Deaths since an attempt last made a checkpoint.</param>
/// <param name="DeathsAlone">Of these, those in which the trial ran alone.</param>
public sealed record TrialLosses(int Attempts, int SiloDeaths, int DeathsWithoutProgress, int DeathsAlone)
{
    /// <summary>After so many deaths alone and without progress a trial is held to be what kills silos.</summary>
    public const int MostDeathsAlone = 3;

    /// <summary>After so many attempts in a row that were lost otherwise, and without progress, a trial is given up.</summary>
    public const int MostLossesInARow = 10;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Attempts that ended though their silo's process may live, since one last made a checkpoint.</summary>
    public int LostInARow { get; init; }

    /// <summary>How long it rests before it is tried again: what went wrong there may go wrong again at once.</summary>
    public TimeSpan Pause =>
        LostInARow == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(LostInARow - 1, 16)));

    /// <summary>
    /// The first death makes everything that the silo held a suspect of little weight: each runs in a lease of its own, beside
    /// others. Who is there at a second death is put where it can only harm itself.
    /// </summary>
    public Isolation Isolation => DeathsWithoutProgress >= 2 ? Isolation.Alone : SiloDeaths >= 1 ? Isolation.OwnLease : Isolation.Shared;

    /// <summary>The span of the last attempt (a traceparent of W3C); null where none was made.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Of these, those in which the trial ran alone.</summary>
    public int LostAloneInARow { get; init; }

    /// <summary>True where it is held to be what kills silos.</summary>
    public bool IsDeadly => DeathsAlone >= MostDeathsAlone;

    /// <summary>True where attempts at it alone say that it must not be tried again.</summary>
    public bool IsHopelessAlone => IsDeadly || LostAloneInARow >= MostLossesInARow;

    /// <summary>True where it must not be tried again.</summary>
    public bool IsQuarantined => IsDeadly || LostInARow >= MostLossesInARow;

    /// <summary>Why it is given up, where it is.</summary>
    public string Verdict => (IsDeadly
            ? $"quarantined: its silo died {DeathsAlone} times while it ran alone and made no checkpoint"
            : $"given up: {LostInARow} attempts in a row were lost without a checkpoint, though their silos did not die")
        + " (table attempts has each); resume --retry-failed tries it again";

    public static TrialLosses Of(IEnumerable<LostAttempt> attempts)
    {
        ArgumentNullException.ThrowIfNull(attempts);
        var losses = new TrialLosses(0, 0, 0, 0);
        foreach (var lost in attempts.OrderBy(attempt => attempt.Attempt))
        {
            var died = lost.Cause == LossCause.SiloLost;
            losses = new TrialLosses(
                losses.Attempts + 1,
                losses.SiloDeaths + (died ? 1 : 0),
                lost.Progressed ? 0 : losses.DeathsWithoutProgress + (died ? 1 : 0),
                lost.Progressed ? 0 : losses.DeathsAlone + (died && lost.Alone ? 1 : 0))
            {
                TraceParent = lost.TraceParent,
                LostInARow = lost.Progressed ? 0 : losses.LostInARow + (died ? 0 : 1),
                LostAloneInARow = lost.Progressed ? 0 : losses.LostAloneInARow + (!died && lost.Alone ? 1 : 0),
            };
        }

        return losses;
    }
}
