using System.Diagnostics;
using Sweep.Grains.Compute;

namespace Sweep.Testing.Hosting;

/// <summary>Slots whose work takes a fixed time each: what is left of it they wait, without using a core.</summary>
/// <param name="slots">How many.</param>
/// <param name="length">Of each piece of work.</param>
/// <param name="count">Is told of work that shares a gate, when it begins and when it ends; null to tell nobody.</param>
public sealed class FixedLengthPool(int slots, TimeSpan length, GatedCount? count = null) : ComputePool(slots)
{
    public override Task<T> RunAsync<T>(Func<int, T> work, GatePass? pass = null, int width = 1) => base.RunAsync(
        slot =>
        {
            // What was stopped passes a closed gate, and only ends.
            var counted = pass is null || pass.Stop.IsCancellationRequested ? null : count;
            counted?.Enter();
            try
            {
                var since = Stopwatch.GetTimestamp();
                var result = work(slot);
                FixedWait.Until(since, length);
                return result;
            }
            finally
            {
                counted?.Leave();
            }
        },
        pass, width);
}
