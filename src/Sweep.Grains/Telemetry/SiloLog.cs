using Microsoft.Extensions.Logging;

namespace Sweep.Grains.Telemetry;

/// <summary>All that a silo logs. An event id is never used for another event.</summary>
internal static partial class SiloLog
{
    [LoggerMessage(1, LogLevel.Warning, "running sweeps could not be looked for; trying again in {Period}")]
    public static partial void LookFailed(this ILogger logger, Exception failure, TimeSpan period);

    [LoggerMessage(2, LogLevel.Error, "sweep {Sweep}: its runner on this silo ended")]
    public static partial void RunnerEnded(this ILogger logger, Exception failure, Guid sweep);

    [LoggerMessage(3, LogLevel.Warning, "sweep {Sweep}: ownership could not be given up; it runs out by itself")]
    public static partial void ReleaseFailed(this ILogger logger, Exception failure, Guid sweep);

    [LoggerMessage(4, LogLevel.Warning, "the cluster's membership could not be opened; trying again for {Limit}")]
    public static partial void MembershipAway(this ILogger logger, Exception failure, TimeSpan limit);

    [LoggerMessage(5, LogLevel.Warning, "sweep {Sweep} could not be taken up; trying again in {Pause}")]
    public static partial void TakeUpFailed(this ILogger logger, Exception failure, Guid sweep, TimeSpan pause);

    [LoggerMessage(10, LogLevel.Warning, "sweep {Sweep}: no lease could be written; trying again")]
    public static partial void LeaseNotWritten(this ILogger logger, Exception failure, Guid sweep);

    [LoggerMessage(11, LogLevel.Warning, "sweep {Sweep}: its grain did not answer; trying again")]
    public static partial void OwnerSilent(this ILogger logger, Exception failure, Guid sweep);

    [LoggerMessage(12, LogLevel.Warning, "sweep {Sweep}: its grain did not take the refusal \"{Refusal}\"")]
    public static partial void RefusalNotTaken(this ILogger logger, Exception failure, Guid sweep, string refusal);

    [LoggerMessage(13, LogLevel.Warning, "sweep {Sweep}: trial {Number} was lost and will run again")]
    public static partial void TrialLost(this ILogger logger, Exception failure, Guid sweep, long number);

    [LoggerMessage(14, LogLevel.Warning, "sweep {Sweep}: the loss of trial {Number} could not be noted")]
    public static partial void LossNotNoted(this ILogger logger, Exception failure, Guid sweep, long number);

    [LoggerMessage(45, LogLevel.Warning, "sweep {Sweep}: trial {Number} could not be told to stop; trying again")]
    public static partial void TrialNotStopped(this ILogger logger, Exception failure, Guid sweep, long number);

    [LoggerMessage(15, LogLevel.Warning, "sweep {Sweep}: lease {Lease} could not be given back; its owner finds out at the next heartbeat")]
    public static partial void LeaseNotGivenBack(this ILogger logger, Exception failure, Guid sweep, Guid lease);

    [LoggerMessage(20, LogLevel.Warning, "sweep {Sweep}: {Leases} leases end: {Reason}")]
    public static partial void LeasesEnd(this ILogger logger, Guid sweep, int leases, string reason);

    [LoggerMessage(21, LogLevel.Error, "sweep {Sweep}: trial {Number}: {Error}")]
    public static partial void TrialGivenUp(this ILogger logger, Guid sweep, long number, string? error);

    [LoggerMessage(22, LogLevel.Warning, "sweep {Sweep}: the store does not answer as it should; trying again every {Period}, and where it refuses for good less and less often")]
    public static partial void StoreTroubled(this ILogger logger, Exception failure, Guid sweep, TimeSpan period);

    [LoggerMessage(23, LogLevel.Warning, "{Loss}")]
    public static partial void SweepTakenOver(this ILogger logger, string loss);

    [LoggerMessage(24, LogLevel.Error, "sweep {Sweep} fails: its rows hold what Sweep never writes")]
    public static partial void SweepDamaged(this ILogger logger, Exception failure, Guid sweep);

    [LoggerMessage(25, LogLevel.Warning, "sweep {Sweep}: {Rows} of {Planned} trials have rows, though all were stored: somebody deleted rows; those trials run again")]
    public static partial void RowsGone(this ILogger logger, Guid sweep, long rows, long planned);

    [LoggerMessage(27, LogLevel.Warning, "sweep {Sweep}: what other sweeps have of its trials cannot be copied, and is trained instead")]
    public static partial void ReuseRefused(this ILogger logger, Exception failure, Guid sweep);

    [LoggerMessage(26, LogLevel.Error, "sweep {Sweep} fails: {Error}")]
    public static partial void SweepFails(this ILogger logger, Guid sweep, string error);

    [LoggerMessage(30, LogLevel.Warning, "{Trials} results wait: the store did not take them; next try in {Pause}")]
    public static partial void ResultsWait(this ILogger logger, Exception failure, int trials, TimeSpan pause);

    [LoggerMessage(31, LogLevel.Error, "the store refused {Trials} results")]
    public static partial void ResultsRefused(this ILogger logger, Exception failure, int trials);

    [LoggerMessage(32, LogLevel.Warning, "sweep {Sweep} could not be told of its results")]
    public static partial void SweepNotTold(this ILogger logger, Exception failure, Guid sweep);

    [LoggerMessage(33, LogLevel.Warning, "sweep {Sweep}: trial {Number} at iteration {Iteration}: its checkpoint was not stored; the next one may be")]
    public static partial void CheckpointNotStored(this ILogger logger, Exception failure, Guid sweep, long number, int iteration);

    [LoggerMessage(35, LogLevel.Warning, "sweep {Sweep}: trial {Number} ran out of memory and will run again: {Words}")]
    public static partial void MemoryShort(this ILogger logger, Guid sweep, long number, string words);

    [LoggerMessage(34, LogLevel.Warning, "sweep {Sweep}: trial {Number} begins again: its checkpoint cannot be used")]
    public static partial void CheckpointUnusable(this ILogger logger, Exception failure, Guid sweep, long number);

    [LoggerMessage(40, LogLevel.Warning, "no connection with {Address}: it {Cause}{More}")]
    public static partial void ConnectionRefused(this ILogger logger, string address, string cause, string more);

    [LoggerMessage(41, LogLevel.Information, "new connections take the certificate {Subject}, valid until {Until}, and the authority beside it")]
    public static partial void CertificateRenewed(this ILogger logger, string subject, string until);

    [LoggerMessage(43, LogLevel.Warning, "{Trouble}")]
    public static partial void CertificateEnds(this ILogger logger, string trouble);

    [LoggerMessage(42, LogLevel.Warning, "the certificate's files have changed and cannot be used; those read before stay: {Errors}")]
    public static partial void CertificateNotRenewed(this ILogger logger, string errors);

    [LoggerMessage(50, LogLevel.Information, "sweep {Sweep}: the notification of {Happened} was not taken by {Host}: {Trouble}; trying again in {Pause}")]
    public static partial void NotificationNotTaken(this ILogger logger, Guid sweep, string happened, string host, string trouble, TimeSpan pause);

    [LoggerMessage(51, LogLevel.Warning, "sweep {Sweep}: the notification of {Happened} is given up after {Attempts} attempts, {Host} did not take it: {Trouble}")]
    public static partial void NotificationGivenUp(this ILogger logger, Guid sweep, string happened, string host, int attempts, string trouble);

    [LoggerMessage(52, LogLevel.Warning, "notifications wait; trying again")]
    public static partial void NotificationsWait(this ILogger logger, Exception failure);

    [LoggerMessage(44, LogLevel.Warning, "sweep {Sweep} is left to others: {Refusal}")]
    public static partial void TrainerMissing(this ILogger logger, Guid sweep, string refusal);
}
