using Microsoft.Extensions.Logging;
using Sweep.Grains.Contracts;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Writing;

/// <summary>
/// Tells sweeps' grains what became of their trials, until they have heard it, for what a grain does not hear of it takes for unfinished: a
/// call may be lost or come late, and hearing twice changes nothing.
/// </summary>
internal sealed class SweepTeller(IGrainFactory grains, TimeProvider time, TrialWriterOptions options, ILogger logger)
{
    public async Task TellAsync(Guid sweep, Func<ISweepGrain, Task> tell)
    {
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                await tell(grains.GetGrain<ISweepGrain>(sweep));
                return;
            }
#pragma warning disable CA1031 // The results are in the store, which is the truth; whoever owns the sweep next reads them there.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                logger.SweepNotTold(failure, sweep);
                if (time.GetElapsedTime(since) > options.TellFor)
                    return;
            }

            await Task.Delay(options.FirstPause, time);
        }
    }
}
