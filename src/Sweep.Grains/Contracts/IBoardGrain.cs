using Orleans.Concurrency;

namespace Sweep.Grains.Contracts;

/// <summary>The board: which sweeps run, read from the store for all silos of the cluster at once. There is one, of key 0.</summary>
[GrainInterfaceType("board"), Alias("sweep.IBoardGrain")]
public interface IBoardGrain : IGrainWithIntegerKey
{
    /// <summary>Waits, for some seconds at most, until other sweeps run than when it answered with this number; then tells which.</summary>
    [Alias("running"), AlwaysInterleave]
    Task<BoardReply> RunningAsync(long known);

    /// <summary>A hint: other sweeps may run now. Without it the board finds out a moment later.</summary>
    [Alias("look"), OneWay]
    Task LookAsync();
}
