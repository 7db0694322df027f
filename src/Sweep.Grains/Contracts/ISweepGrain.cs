using Orleans.Concurrency;

namespace Sweep.Grains.Contracts;

/// <summary>One running sweep: owns its progress, grants leases. The key is the sweep's id.</summary>
[GrainInterfaceType("sweep"), Alias("sweep.ISweepGrain")]
public interface ISweepGrain : IGrainWithGuidKey
{
    /// <summary>Takes ownership in the store, from a dead owner if need be, and reads how far the sweep is.</summary>
    [Alias("take-up")]
    Task<OwnershipReply> TakeUpAsync();

    /// <summary>A silo's heartbeat and, where it asks, its next lease.</summary>
    [Alias("pull"), AlwaysInterleave]
    Task<PullReply> PullAsync(PullRequest request);

    /// <summary>Answers the pulls that have come since it did so last, all by one transaction. The grain asks that of itself.</summary>
    [Alias("answer-pulls")]
    Task AnswerPullsAsync();

    /// <summary>Waits, for some seconds at most, until a pull may give more than the one whose reply had this number; returns the number.</summary>
    [Alias("news"), AlwaysInterleave]
    Task<long> NewsAsync(long known);

    /// <summary>A client asks for a trial of an external trainer; it is told the same one until that has ended.</summary>
    /// <param name="client">Its id.</param>
    [Alias("claim")]
    Task<ClaimReply> ClaimAsync(string client);

    /// <summary>A client is at its trial still; its claim lasts longer, or is said to be over.</summary>
    [Alias("keep-claim")]
    Task<ClaimReply> KeepClaimAsync(ClaimReport report);

    /// <summary>
    /// A silo's trials have come to rungs; told again, nothing counts twice. Leases are granted while it waits for the store; a sweep that is nobody's is
    /// taken up by pulls.
    /// </summary>
    [Alias("rungs"), AlwaysInterleave]
    Task<RungReply> RungsAsync(RungReport report);

    /// <summary>Waits, for some seconds at most, until more is decided about trials at rungs than the reply with this keeper and number had.</summary>
    [Alias("rung-news"), AlwaysInterleave]
    Task<bool> RungNewsAsync(Guid keeper, long known);

    /// <summary>A silo's writer tells what is in the store now.</summary>
    [Alias("committed")]
    Task CommittedAsync(CommitNotice notice);

    /// <summary>Work of a lease that will not be done where it was leased; it becomes free.</summary>
    [Alias("give-back")]
    Task GiveBackAsync(Guid leaseId);

    /// <summary>A trial is not where it was started any more, though its silo lives: an attempt without a result.</summary>
    [Alias("lose")]
    Task LoseAsync(Guid leaseId, long number, string reason);

    /// <summary>Stops the sweep for good because the store refuses it; <c>resume</c> reopens it.</summary>
    [Alias("fail")]
    Task FailAsync(string error);

    /// <summary>Gives ownership up, where it is this silo's, so that another may take the sweep at once.</summary>
    [Alias("release")]
    Task ReleaseAsync(string silo);

    [Alias("progress"), AlwaysInterleave]
    Task<SweepProgress> GetProgressAsync();
}
