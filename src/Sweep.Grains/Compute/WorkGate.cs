namespace Sweep.Grains.Compute;

/// <summary>How many pieces of some work may be on a pool's slots at once; what finds no place waits while other work passes it.</summary>
public sealed class WorkGate
{
    /// <summary>Pieces at once; less than 0 for no limit. Changed by <see cref="ComputePool.Resize"/>.</summary>
    public int Places { get; internal set; }

    /// <summary>Pieces on slots now.</summary>
    public int Inside { get; internal set; }

    internal bool IsOpen => Places < 0 || Inside < Places;
}
