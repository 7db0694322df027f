using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Stepping;

namespace Sweep.Testing.Tests.Hosting;

/// <summary>Halves what it starts with at each step.</summary>
[Trainer("halving", Resource = "steps", SharesPrefixes = true, IsDeterministic = true)]
public sealed class Halving : StepTrainer
{
    protected override IEnumerable<StepReport> Train(TrainingOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var value = order.Trial.Point["start"].Real;
        for (var step = 1; step <= order.Stops[^1]; step++)
            yield return new StepReport(step, new Dictionary<string, double> { ["loss"] = value /= 2 });
    }
}
