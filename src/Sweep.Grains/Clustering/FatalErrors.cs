using Microsoft.Extensions.Hosting;

namespace Sweep.Grains.Clustering;

/// <summary>
/// What becomes of a silo that its cluster has declared dead. One that runs ends at once, for others have its trials. One that has not joined ends by itself,
/// and whoever starts it can say why: Orleans' own handler would end the process in the midst of that.
/// </summary>
public sealed class FatalErrors(IHostApplicationLifetime lifetime) : IFatalErrorHandler
{
    private string? _whileJoining;

    /// <summary>What was fatal before it had joined; null where nothing was.</summary>
    public string? WhileJoining => Volatile.Read(ref _whileJoining);

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            Interlocked.CompareExchange(ref _whileJoining, context ?? "", null);
        else
            Environment.FailFast($"the silo ends: {context}", exception);
    }
}
