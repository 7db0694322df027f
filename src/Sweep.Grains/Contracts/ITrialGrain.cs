using Orleans.Concurrency;

namespace Sweep.Grains.Contracts;

/// <summary>One run: trains it, and hands each of its trials over. The key is the sweep's id with the number of the longest trial that is left of it.</summary>
[GrainInterfaceType("trial"), Alias("sweep.ITrialGrain")]
public interface ITrialGrain : IGrainWithGuidCompoundKey
{
    /// <summary>Trains and hands the results to the silo's writer; returns once they are there.</summary>
    [Alias("run"), ResponseTimeout("40.00:00:00")]
    Task<TrialEnding> RunAsync(TrialAssignment assignment);

    /// <summary>Ends the run without a result, where it is one of those meant.</summary>
    [Alias("stop"), AlwaysInterleave]
    Task StopAsync(TrialStop which);
}
