using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Service;

namespace Sweep.Client.Sweeps;

/// <summary><c>--retry-failed</c>.</summary>
internal static class FailedTrials
{
    /// <summary>Lets the failed trials of a sweep run again, and says how many; returns whether there were any.</summary>
    public static async Task<bool> RetryAsync(Invocation call, ISweepService service, Guid sweep, CancellationToken cancellation)
    {
        var forgotten = await service.RetryFailedAsync(sweep, cancellation);
        if (forgotten > 0)
            call.Output.Say(forgotten == 1 ? "1 failed trial runs again" : $"{Figures.Count(forgotten)} failed trials run again");
        return forgotten > 0;
    }
}
