namespace Sweep.Grains.Contracts;

/// <summary>What the failure of a call to a grain means to its caller.</summary>
public static class GrainFailures
{
    /// <summary>
    /// Whether a call failed because nobody answered it: it may be tried again, or the store asked instead. Orleans says so by its own exceptions, and by a
    /// cancellation that nobody asked for where the message grew too old before a place for the grain was found (<c>PlacementService</c>).
    /// </summary>
    /// <param name="failure">Of the call.</param>
    /// <param name="cancellation">By which the caller itself gives up.</param>
    public static bool IsNoAnswer(this Exception failure, CancellationToken cancellation = default) =>
        failure is TimeoutException or OrleansException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);
}
