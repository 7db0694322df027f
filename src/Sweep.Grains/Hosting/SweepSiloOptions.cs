namespace Sweep.Grains.Hosting;

/// <summary>What a silo is told.</summary>
public sealed class SweepSiloOptions
{
    /// <summary>Trials in training at once; by default one per core.</summary>
    public int Slots { get; set; } = Environment.ProcessorCount;

    /// <summary>True to look for running sweeps in the store; false to work only on those that this process takes up itself.</summary>
    public bool TakesAnySweep { get; set; } = true;

    /// <summary>How often running sweeps are looked for.</summary>
    public TimeSpan LookPeriod { get; set; } = TimeSpan.FromSeconds(2);
}
