using Sweep.Core.Curves;
using Sweep.Core.Patterns;
using Sweep.Core.Scheduling;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Grains.Tests.Storage;

/// <summary>Sweeps, trials and leases as the tests want them.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    public static NewSweep Sweep(long planned = 10, string? key = null, string hash = "5f") => new(
        Guid.CreateVersion7(), "patterns", "name: patterns\n", """{"name":"patterns","parameters":[]}""", hash, key, Numerics: 1, planned);

    public static FinishedTrial Completed(Guid sweep, long number, params double[] losses)
    {
        losses = losses.Length > 0 ? losses : [0.7, 0.25, 0.125];
        var correct = losses.Select((_, k) => Math.Min(100, 50 + k)).ToArray();
        return Completed(sweep, number, new LossCurve(1, losses.Length - 1, 100, losses, correct));
    }

    public static FinishedTrial Completed(Guid sweep, long number, LossCurve curve) => new FinishedTrial
    {
        SweepId = sweep,
        Trial = Definition(number),
        ContentKey = $"{number:x16}",
        State = TrialState.Completed,
        Attempt = 1,
        Silo = "silo-a",
        Slot = 1,
        StartedAt = Start,
        FinishedAt = Start.AddSeconds(1.5),
        TrainSeconds = 1.25,
        TraceId = "0af7651916cd43dd8448eb211c80319c",
    }
    .With(new TrainingResult(
        curve.LastIteration + 1, curve, curve.LossAt(curve.Count - 1), curve.AccuracyAt(curve.Count - 1), curve.Losses().Min(), 2, 2, [1, 2, 3], [4])
        .ToTrialResult());

    public static FinishedTrial Failed(Guid sweep, long number, string error = "lost three times") => new()
    {
        SweepId = sweep,
        Trial = Definition(number),
        ContentKey = $"{number:x16}",
        State = TrialState.Failed,
        Attempt = 3,
        Silo = "silo-b",
        StartedAt = Start,
        FinishedAt = Start.AddSeconds(2),
        TrainSeconds = 0.5,
        Error = error,
    };

    public static TrialDefinition Definition(long number) =>
        new(number, new PerceptronPoint(Pattern.ThickRightAngle, 0.0003, 3, 100, 4), 2, 4294967295, 1243);

    public static LeaseRecord Lease(Guid sweep, long epoch, params NumberRange[] numbers) =>
        new(Guid.CreateVersion7(), sweep, SiloKey.Parse("silo-a"), numbers, epoch, Start, Start.AddSeconds(30));
}
