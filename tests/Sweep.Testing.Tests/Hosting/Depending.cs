using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Stepping;

namespace Sweep.Testing.Tests.Hosting;

/// <summary>Its loss is its momentum, and 0.7 where it has none.</summary>
[Trainer("depending", Resource = "steps", IsDeterministic = true)]
public sealed class Depending : StepTrainer
{
    protected override IEnumerable<StepReport> Train(TrainingOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        for (var step = 1; step <= order.Stops[^1]; step++)
            yield return new StepReport(step, new Dictionary<string, double> { ["loss"] = order.Trial.Point.Find("momentum")?.Real ?? 0.7 });
    }
}
