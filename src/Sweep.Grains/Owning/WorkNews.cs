namespace Sweep.Grains.Owning;

/// <summary>
/// Lets silos whose last pull gave less than they could use wait for the moment when it may give more, instead of for their next
/// heartbeat. What has happened is told by a number, so that nothing is missed between a pull and the wait.
/// </summary>
internal sealed class WorkNews(TimeProvider time)
{
    // Shorter than a call may take; who waits asks again with its next heartbeat.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private TaskCompletionSource _next = NewSource();

    /// <summary>Changes with every <see cref="Tell"/>.</summary>
    public long Number { get; private set; }

    /// <summary>Begins anew, at a number that no owner before has told.</summary>
    public void Restart(long epoch)
    {
        Number = epoch << 32;
        Wake();
    }

    /// <summary>There may be work for whoever found none.</summary>
    public void Tell()
    {
        Number++;
        Wake();
    }

    /// <summary>Waits, for some seconds at most, until there is more than <paramref name="known"/>; returns the number.</summary>
    public Task<long> AfterAsync(long known) => AfterAsync(known, LongestWait);

    /// <summary>Waits, for so long at most, until there is more than <paramref name="known"/>; returns the number.</summary>
    public async Task<long> AfterAsync(long known, TimeSpan longest)
    {
        if (Number == known)
        {
            try
            {
                await _next.Task.WaitAsync(longest, time);
            }
            catch (TimeoutException)
            {
                // Nothing has happened.
            }
        }

        return Number;
    }

    private void Wake()
    {
        var told = _next;
        _next = NewSource();
        told.TrySetResult();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
