namespace Sweep.Grains.Trials;

/// <summary>How a silo treats trials in training.</summary>
public sealed class TrialOptions
{
    /// <summary>A silo that drains lets trials end that have no more than this left; longer ones are stopped at a checkpoint.</summary>
    public TimeSpan FinishWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a trial that takes longer has its state stored.</summary>
    public TimeSpan CheckpointPeriod { get; set; } = TimeSpan.FromSeconds(10);
}
