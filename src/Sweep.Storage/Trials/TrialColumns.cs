using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Trials;

namespace Sweep.Storage.Trials;

/// <summary>
/// The columns of the table <c>trials</c>, in its order. From this one list come the statements of both databases, the model with its comments and
/// the columns of exports, each made once when a process starts.
/// </summary>
public static class TrialColumns
{
    public static IReadOnlyList<TrialColumn> All { get; } =
    [
        Of("sweep_id", row => row.SweepId, "The sweep that it belongs to."),
        Of("number", row => row.Trial.Number, "0-based place in the sweep's enumeration."),
        Of("parameters", row => ParametersJson.Of(row.Trial.Point), "The point as a JSON object, the truth; the columns pattern to hidden are its projections."),
        Optional("pattern", row => Projected(row, 0) is { } pattern ? pattern.Text : null, "Pattern that was learnt; null where the parameters have none."),
        Of("learning_rate", row => Projected(row, 1)?.Real, "Step size of gradient descent on the summed log loss."),
        Of("iterations", row => (int?)Projected(row, 2)?.Whole, "Iterations planned."),
        Of("samples", row => (int?)Projected(row, 3)?.Whole, "Data points."),
        Of("hidden", row => (int?)Projected(row, 4)?.Whole, "Hidden units."),

        // Unsigned 32-bit in Sweep, bigint in SQL.
        Of("replicate", row => (long)row.Trial.Replicate, "0-based replicate of the point; it was added to both seeds."),
        Of("data_seed", row => (long)row.Trial.DataSeed, "Seed of the data (NumPy's RandomState)."),
        Of("init_seed", row => (long)row.Trial.InitSeed, "Seed of the first weights (NumPy's RandomState)."),
        Of("content_key", row => row.ContentKey, "Hash of point, seeds and numerics: equal keys have equal bits."),
        Of("state", row => row.State.ToName(), "completed, pruned or failed."),
        Of("attempt", row => row.Attempt, "1-based attempt that gave this row."),
        Of("silo", row => row.Silo, "Where it ran: machine and process."),
        Of("slot", row => row.Slot, "0-based compute slot of that silo."),
        Of("started_at", row => row.StartedAt, "When training began."),
        Of("finished_at", row => row.FinishedAt, "When training ended."),
        Of("train_seconds", row => row.TrainSeconds, "Thread CPU seconds in training."),
        Of("trained_iterations", row => row.TrainedIterations, "Iterations done; 0 for a failed trial."),
        Of("final_loss", row => row.FinalLoss, "Mean log loss of the last iteration, before its update; null for a failed trial."),
        Of("final_accuracy", row => row.FinalAccuracy, "Accuracy of the last iteration, 0 to 1; null for a failed trial."),
        Of("best_loss", row => row.BestLoss, "Least mean log loss of any iteration; null for a failed trial."),
        Of("reached_at", row => row.ReachedAt, "First iteration whose loss is at or below the sweep's target; null if none."),
        Of("converged_at", row => row.ConvergedAt, "First iteration from which the loss stays at or below the target to the end; null if none."),
        Optional("error", row => row.Error, "Why the trial failed; null otherwise."),
        Optional("trace_id", row => row.TraceId, "Trace of the attempt, 32 hexadecimal digits; null where none was kept."),
        Of("origin", row => row.Origin.ToName(), "How the result came about: trained, prefix (of a longer trial's training) or reused (copied from another sweep)."),
        Of("final_objective", row => row.FinalObjective, "Last value of the sweep's objective; null for a failed trial, and where it is no finite number."),
        Of("best_objective", row => row.BestObjective, "Best value of the sweep's objective at any step; null for a failed trial, and where none is a finite number."),
        Of("diverged", row => row.Diverged, "Whether training went out of bounds, so that the result is not worth much."),
        Optional("log_tail", row => row.LogTail, "Last lines that the trainer wrote; null where it wrote none."),
    ];

    /// <summary>All names, in order.</summary>
    internal static string Names { get; } = string.Join(", ", All.Select(column => column.Name));

    /// <summary>What a result does to a failed row: every column but those of the key is that of the row which came later.</summary>
    internal static string Replacement { get; } = string.Join(", ", All.Skip(2).Select(column => $"{column.Name} = excluded.{column.Name}"));

    /// <summary>The columns of a trial t as those of another sweep's copy of it, in order; the arguments are expressions.</summary>
    internal static string Copied(string sweep, string number, string replicate, string now) => string.Join(", ", All.Select(column => column.Name switch
    {
        "sweep_id" => sweep,
        "number" => number,
        "replicate" => replicate,
        "attempt" => "1",
        "started_at" or "finished_at" => now,
        "origin" => $"'{TrialOrigin.Reused.ToName()}'",
        var name => $"t.{name}",
    }));

    private static ParameterValue? Projected(TrialRecord row, int place) =>
        PerceptronPoint.HasPlaces(row.Trial.Point) ? row.Trial.Point.Values[place] : default(ParameterValue?);

    private static TrialColumnOf<T> Of<T>(string name, Func<TrialRecord, T> value, string comment) => new(name, value, comment);

    private static TrialColumnOf<T> Optional<T>(string name, Func<TrialRecord, T> value, string comment) => new(name, value, comment) { IsOptional = true };
}
