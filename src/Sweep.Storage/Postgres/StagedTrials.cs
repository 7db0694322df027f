using System.Text;
using Npgsql;
using NpgsqlTypes;
using Sweep.Core.Patterns;
using Sweep.Core.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>
/// The trials of a batch column by column, an array each. They travel as parameters of the statement that inserts them: a table of the
/// session would be another's, or nobody's, behind a pooler that gives every transaction a session of its own.
/// </summary>
internal sealed class StagedTrials
{
    private static readonly Column[] All =
    [
        Of("sweep_id", NpgsqlDbType.Uuid, trial => trial.SweepId),
        Of("number", NpgsqlDbType.Bigint, trial => trial.Trial.Number),
        Of("parameters", NpgsqlDbType.Jsonb, trial => Parameters(trial.Trial.Point)),
        Of("pattern", NpgsqlDbType.Text, trial => trial.Trial.Point.Pattern.ToName()),
        Of("learning_rate", NpgsqlDbType.Double, trial => trial.Trial.Point.LearningRate),
        Of("iterations", NpgsqlDbType.Integer, trial => trial.Trial.Point.Iterations),
        Of("samples", NpgsqlDbType.Integer, trial => trial.Trial.Point.Samples),
        Of("hidden", NpgsqlDbType.Integer, trial => trial.Trial.Point.Hidden),
        Of("replicate", NpgsqlDbType.Bigint, trial => (long)trial.Trial.Replicate),
        Of("data_seed", NpgsqlDbType.Bigint, trial => (long)trial.Trial.DataSeed),
        Of("init_seed", NpgsqlDbType.Bigint, trial => (long)trial.Trial.InitSeed),
        Of("content_key", NpgsqlDbType.Text, trial => trial.ContentKey),
        Of("state", NpgsqlDbType.Text, trial => trial.State.ToName()),
        Of("attempt", NpgsqlDbType.Integer, trial => trial.Attempt),
        Of("silo", NpgsqlDbType.Text, trial => Storable(trial.Silo)),
        Of("slot", NpgsqlDbType.Integer, trial => trial.Slot),
        Of("started_at", NpgsqlDbType.TimestampTz, trial => trial.StartedAt.UtcDateTime),
        Of("finished_at", NpgsqlDbType.TimestampTz, trial => trial.FinishedAt.UtcDateTime),
        Of("train_seconds", NpgsqlDbType.Double, trial => trial.TrainSeconds),
        Of("trained_iterations", NpgsqlDbType.Integer, trial => trial.Result?.TrainedIterations ?? 0),
        Of("final_loss", NpgsqlDbType.Double, trial => trial.Result?.FinalLoss),
        Of("final_accuracy", NpgsqlDbType.Double, trial => trial.Result?.FinalAccuracy),
        Of("best_loss", NpgsqlDbType.Double, trial => trial.Result?.BestLoss),
        Of("reached_at", NpgsqlDbType.Integer, trial => trial.Result?.ReachedAt),
        Of("converged_at", NpgsqlDbType.Integer, trial => trial.Result?.ConvergedAt),
        Of("error", NpgsqlDbType.Text, trial => Storable(trial.Error)),
        Of("trace_id", NpgsqlDbType.Text, trial => trial.TraceId),
    ];

    private readonly Func<NpgsqlParameter>[] _arrays;

    public StagedTrials(IReadOnlyList<FinishedTrial> trials) => _arrays = Array.ConvertAll(All, column => column.Gather(trials));

    /// <summary>Names of the columns, in the order of their arrays.</summary>
    public static string Columns { get; } = string.Join(", ", All.Select(column => column.Name));

    /// <summary>The trials as a row source of a statement whose parameters from <paramref name="first"/> on are the arrays.</summary>
    public static string Rows(int first) => $"unnest({string.Join(", ", All.Select((_, k) => $"${first + k}"))}) AS staged({Columns})";

    /// <summary>Adds the arrays, in order; for any number of statements, each once more where its transaction is tried again.</summary>
    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var array in _arrays)
            parameters.Add(array());
    }

    private static Column Of<T>(string name, NpgsqlDbType type, Func<FinishedTrial, T> read) => new(name, trials =>
    {
        var values = new T[trials.Count];
        for (var k = 0; k < values.Length; k++)
            values[k] = read(trials[k]);
        return () => new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    });

    private static string Parameters(TrialPoint point)
    {
        Span<byte> json = stackalloc byte[ParametersJson.Longest];
        return Encoding.UTF8.GetString(json[..ParametersJson.Write(json, point)]);
    }

    /// <summary>Text of PostgreSQL has no zero character and no half of a surrogate pair; an error's message may.</summary>
    private static string? Storable(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('\0', StringComparison.Ordinal))
            return text;
        return string.Concat(text.EnumerateRunes()).Replace('\0', '\uFFFD');
    }

    private sealed record Column(string Name, Func<IReadOnlyList<FinishedTrial>, Func<NpgsqlParameter>> Gather);
}
