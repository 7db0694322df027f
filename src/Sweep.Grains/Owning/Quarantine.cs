using Sweep.Core.Scheduling;
using Sweep.Core.Trials;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>The end of a trial that kills its silo, or is lost there, again and again.</summary>
internal static class Quarantine
{
    /// <summary>The row that such a trial gets; <c>resume --retry-failed</c> deletes it, with the attempts.</summary>
    public static FinishedTrial Verdict(Guid sweepId, TrialDefinition trial, TrialLosses losses, DateTimeOffset now) => FinishedTrial.GivenUp(
        sweepId,
        trial,
        losses.Attempts,
        now,
        (losses.DeathsAlone >= TrialLosses.MostDeathsAlone
            ? $"quarantined: its silo died {losses.DeathsAlone} times while it ran alone and made no checkpoint"
            : $"given up: {losses.LostInARow} attempts in a row were lost without a checkpoint, though their silos did not die")
        + " (table attempts has each); resume --retry-failed tries it again");
}
