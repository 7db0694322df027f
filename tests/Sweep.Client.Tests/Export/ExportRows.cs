using Sweep.Core.Patterns;
using Sweep.Core.Trials;
using Sweep.Storage.Results;
using Sweep.Storage.Trials;

namespace Sweep.Client.Tests.Export;

/// <summary>Rows that are hard to write: nulls, quotes, line breaks, extreme numbers, another time zone.</summary>
internal static class ExportRows
{
    public static readonly Guid Sweep = Guid.Parse("0192F1A0-ABCD-7EEF-8123-456789ABCDEF");

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 13, 59, 58, TimeSpan.FromHours(5.5));

    public static TrialRecord[] Trials { get; } =
    [
        Trial(0) with { Origin = TrialOrigin.Reused, FinalLoss = 0.1 + 0.2, BestLoss = 1e-300, FinalAccuracy = 1, ReachedAt = 0, ConvergedAt = 4999 },
        Trial(1) with
        {
            State = TrialState.Failed, TrainedIterations = 0, Error = "disk \"full\",\nor so: Größe\t= x", TraceId = null, Silo = "",
        },
        Trial(long.MaxValue) with
        {
            State = TrialState.Pruned,
            Trial = new(
                long.MaxValue, new PerceptronPoint(Pattern.ThickRightAngle, 0.00030000000000000003, 1_000_000_000, 10_000_000, 256),
                uint.MaxValue, uint.MaxValue,
                uint.MaxValue),
            StartedAt = Start.AddTicks(1_234_560), FinalLoss = 36.7, BestLoss = double.Epsilon, FinalAccuracy = 1.0 / 3,
        },
    ];

    /// <summary>A curve of every point, one thinned out with an odd last iteration, one of a single point.</summary>
    public static CurveRecord[] Curves { get; } =
    [
        new(Sweep, 0, 1, 2, [0.7f, 0.1f, 1e-16f], [0.5f, 0.25f, 1f]),
        new(Sweep, 1, 10, 24, [36.7f, 0.3f, 0.2f, 0.1f], [0.1f, 0.2f, 0.3f, 1f / 3]),
        new(Sweep, 7, 1000, 0, [0.69f], [0.5f]),
    ];

    public static async IAsyncEnumerable<T> StreamAsync<T>(IEnumerable<T> rows)
    {
        foreach (var row in rows)
        {
            await Task.Yield();
            yield return row;
        }
    }

    public static TrialRecord Trial(long number) => new()
    {
        SweepId = Sweep,
        Trial = new(number, new PerceptronPoint(Pattern.Circle, 0.001, 5000, 500, 4), 2, 2, 1243),
        ContentKey = "00ff",
        State = TrialState.Completed,
        Attempt = 1,
        Silo = "10.0.0.1:11111",
        Slot = 3,
        StartedAt = Start,
        FinishedAt = Start.AddMilliseconds(12.5),
        TrainSeconds = 0.0123,
        TrainedIterations = 5000,
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
    };
}
