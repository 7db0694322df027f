using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Storage;

namespace Sweep.Client.Sweeps;

/// <summary><c>--retry-failed</c>.</summary>
internal static class FailedTrials
{
    /// <summary>Lets the failed trials of a sweep run again, and says how many; returns whether there were any.</summary>
    public static async Task<bool> RetryAsync(Invocation call, ISweepRegister sweeps, Guid sweep, CancellationToken cancellation)
    {
        var forgotten = await sweeps.ForgetFailedAsync(sweep, cancellation);
        if (forgotten > 0)
            call.Output.Say(forgotten == 1 ? "1 failed trial runs again" : $"{Figures.Count(forgotten)} failed trials run again");
        return forgotten > 0;
    }
}
