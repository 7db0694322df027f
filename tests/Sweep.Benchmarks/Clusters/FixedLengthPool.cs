using System.Diagnostics;
using Sweep.Grains.Compute;

namespace Sweep.Benchmarks.Clusters;

/// <summary>Slots whose work takes a fixed time each: what is left of it they wait, without using a core.</summary>
internal sealed class FixedLengthPool(int slots, TimeSpan length) : ComputePool(slots)
{
    public override Task<T> RunAsync<T>(Func<int, T> work) => base.RunAsync(slot =>
    {
        var since = Stopwatch.GetTimestamp();
        var result = work(slot);
        FixedWait.Until(since, length);
        return result;
    });
}
