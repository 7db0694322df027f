using System.Globalization;
using System.Numerics;
using Sweep.Core.Patterns;
using Sweep.Core.Trials;
using Sweep.Storage;

namespace Sweep.Client.Export;

/// <summary>The columns of the table <c>trials</c>, in its order.</summary>
internal static class TrialColumns
{
    public static IReadOnlyList<Column<TrialRecord>> All { get; } =
    [
        Text("sweep_id", row => row.SweepId.ToString("d")),
        Number("number", row => row.Trial.Number),
        new JsonColumn<TrialRecord>("parameters", row => Parameters(row.Trial.Point)),
        Text("pattern", row => row.Trial.Point.Pattern.ToName()),
        Number("learning_rate", row => row.Trial.Point.LearningRate),
        Number("iterations", row => row.Trial.Point.Iterations),
        Number("samples", row => row.Trial.Point.Samples),
        Number("hidden", row => row.Trial.Point.Hidden),
        // Unsigned 32-bit in Sweep, bigint in SQL.
        Number("replicate", row => (long)row.Trial.Replicate),
        Number("data_seed", row => (long)row.Trial.DataSeed),
        Number("init_seed", row => (long)row.Trial.InitSeed),
        Text("content_key", row => row.ContentKey),
        Text("state", row => row.State.ToName()),
        Number("attempt", row => row.Attempt),
        Text("silo", row => row.Silo),
        Number("slot", row => row.Slot),
        new TimeColumn<TrialRecord>("started_at", row => row.StartedAt),
        new TimeColumn<TrialRecord>("finished_at", row => row.FinishedAt),
        Number("train_seconds", row => row.TrainSeconds),
        Number("trained_iterations", row => row.TrainedIterations),
        new NullableNumberColumn<TrialRecord, double>("final_loss", row => row.FinalLoss),
        new NullableNumberColumn<TrialRecord, double>("final_accuracy", row => row.FinalAccuracy),
        new NullableNumberColumn<TrialRecord, double>("best_loss", row => row.BestLoss),
        new NullableNumberColumn<TrialRecord, int>("reached_at", row => row.ReachedAt),
        new NullableNumberColumn<TrialRecord, int>("converged_at", row => row.ConvergedAt),
        Text("error", row => row.Error),
        Text("trace_id", row => row.TraceId),
    ];

    private static TextColumn<TrialRecord> Text(string name, Func<TrialRecord, string?> value) => new(name, value);

    private static NumberColumn<TrialRecord, T> Number<T>(string name, Func<TrialRecord, T> value)
        where T : struct, INumber<T> => new(name, value);

    // Names of patterns and numbers hold nothing that JSON escapes.
    private static string Parameters(in TrialPoint point) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"pattern":"{{point.Pattern.ToName()}}","learning_rate":{{point.LearningRate}},"iterations":{{point.Iterations}},"samples":{{point.Samples}},"hidden":{{point.Hidden}}}""");
}
