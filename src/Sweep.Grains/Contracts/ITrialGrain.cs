using Orleans.Concurrency;

namespace Sweep.Grains.Contracts;

/// <summary>One trial: owns its training run. The key is the sweep's id with the trial's number.</summary>
[GrainInterfaceType("trial"), Alias("sweep.ITrialGrain")]
public interface ITrialGrain : IGrainWithGuidCompoundKey
{
    /// <summary>Trains and hands the result to the silo's writer; returns once it is there.</summary>
    [Alias("run"), ResponseTimeout("40.00:00:00")]
    Task<TrialEnding> RunAsync(TrialAssignment assignment);

    /// <summary>Ends the run without a result, where it is one of those meant.</summary>
    [Alias("stop"), AlwaysInterleave]
    Task StopAsync(TrialStop which);
}
