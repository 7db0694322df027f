using Sweep.Core.Spaces;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Stepping;
using Sweep.Grains.Hosting;
using Sweep.Grains.Trainers;

namespace Sweep.Testing;

/// <summary>Trains nothing, in no time: its loss falls to the sum of the squares by which its numbers miss a half, its size rises with them.</summary>
public sealed class Bowl : StepTrainer
{
    public const string Name = "bowl";

    private const int Steps = 4;

    /// <summary>Of a silo that has it.</summary>
    public static EmbeddedSiloOptions OnSilo(int? slots = null) => new()
    {
        Slots = slots,
        ConfigureTrainers = trainers => trainers.Named.Add(new NamedTrainer(Name, _ => new Bowl())),
    };

    protected override IEnumerable<StepReport> Train(TrainingOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        double[] numbers =
        [
            .. order.Trial.Point.Values.Where(value => value.Kind is ParameterKind.Whole or ParameterKind.Real)
                .Select(value => value.Kind == ParameterKind.Whole ? value.Whole : value.Real),
        ];
        var (loss, size) = (numbers.Sum(number => (number - 0.5) * (number - 0.5)), numbers.Sum());
        for (var step = 1; step <= Steps; step++)
            yield return new StepReport(step, new Dictionary<string, double> { ["loss"] = loss + 1.0 / step + order.Trial.Replicate * 0.01, ["size"] = size * step });
    }
}
