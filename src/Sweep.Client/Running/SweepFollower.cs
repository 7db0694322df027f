using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Hosting;
using Sweep.Grains.Silos;
using Sweep.Storage;

namespace Sweep.Client.Running;

/// <summary>Watches a sweep that the silo in this process works on, until it has ended.</summary>
internal sealed class SweepFollower(EmbeddedSilo silo, ISweepRegister sweeps, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>How often it is made sure that no other process took the sweep over, as after this one was suspended for long.</summary>
    private static readonly TimeSpan OwnerCheck = TimeSpan.FromSeconds(5);

    /// <summary>Returns once the sweep's state is final or the user interrupts, so that a view always ends in order and clears what it drew.</summary>
    public async Task FollowAsync(Guid id, Action<SweepProgress> report, CancellationToken cancellation)
    {
        try
        {
            await FollowToEndAsync(id, report, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told by the token.
        }
    }

    /// <summary>Short sweeps are asked about soon, long ones four times a second.</summary>
    private async Task FollowToEndAsync(Guid id, Action<SweepProgress> report, CancellationToken cancellation)
    {
        SweepProgress? last = null;
        var checkedAt = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Min(pause * 1.5, LongestPause))
        {
            try
            {
                if (await ReadAsync(id, cancellation) is { } progress)
                {
                    report(last = progress);
                    if (IsFinal(progress.State))
                        return;
                }
                else if (await sweeps.FindSweepAsync(id, cancellation) is not { } sweep || IsFinal(sweep.State))
                {
                    return;
                }

                if (time.GetElapsedTime(checkedAt) >= OwnerCheck)
                {
                    checkedAt = time.GetTimestamp();
                    await CheckOwnerAsync(id, cancellation);
                }
            }
            catch (StoreException failure) when (failure.IsTransient)
            {
                // The work waits for the database too, and so does whoever watches it.
                if (last is not null)
                    report(last with { StoreTrouble = failure.Message });
            }

            await Task.Delay(pause, time, cancellation);
        }
    }

    private async Task CheckOwnerAsync(Guid id, CancellationToken cancellation)
    {
        if (await sweeps.FindSweepAsync(id, cancellation) is not { } now)
            return;
        if (Ownership.LiveOwner(now, time.GetUtcNow()) is { } owner)
            throw CliException.Failed($"sweep {SweepIds.Full(id)} was taken over by {owner}, which goes on with it");

        // Its owner was written over by hand, or left: nobody else would work on it.
        if (now.Owner is null || !ProcessIdentity.IsCurrent(now.Owner))
            await silo.TakeUpAsync(id, cancellation);
    }

    private static bool IsFinal(SweepState state) => state is SweepState.Completed or SweepState.Failed or SweepState.Cancelled;

    /// <summary>Null where the sweep's grain has no answer now; then the store is asked.</summary>
    private async Task<SweepProgress?> ReadAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await silo.GetProgressAsync(id, cancellation);
        }
        catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException or StoreException)
        {
            return null;
        }
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
