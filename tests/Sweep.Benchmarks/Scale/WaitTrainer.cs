using System.Diagnostics;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Stepping;
using Sweep.Testing.Hosting;

namespace Sweep.Benchmarks.Scale;

/// <summary>A trial that waits, and uses no core.</summary>
[Trainer("wait", Version = "1")]
public sealed class WaitTrainer : StepTrainer
{
    protected override IEnumerable<StepReport> Train(TrainingOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        FixedWait.Until(Stopwatch.GetTimestamp(), TimeSpan.FromMilliseconds(order.Trial.Point["milliseconds"].Whole));
        yield return new StepReport(1, new Dictionary<string, double> { ["loss"] = 0 });
    }
}
