using Npgsql;
using NpgsqlTypes;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Postgres;

/// <summary>
/// The trials of a batch column by column, an array each. They travel as parameters of the statement that inserts them: a table of the
/// session would be another's, or nobody's, behind a pooler that gives every transaction a session of its own.
/// </summary>
internal sealed class StagedTrials
{
    private static readonly Func<IReadOnlyList<FinishedTrial>, Func<NpgsqlParameter>>[] Gatherers = [.. TrialColumns.All.Select(Of)];

    private readonly Func<NpgsqlParameter>[] _arrays;

    public StagedTrials(IReadOnlyList<FinishedTrial> trials) => _arrays = Array.ConvertAll(Gatherers, gather => gather(trials));

    /// <summary>The trials as a row source of a statement whose parameters from <paramref name="first"/> on are the arrays.</summary>
    public static string Rows(int first) => $"unnest({string.Join(", ", Gatherers.Select((_, k) => $"${first + k}"))}) AS staged({TrialColumns.Names})";

    /// <summary>Adds the arrays, in order; for any number of statements, each once more where its transaction is tried again.</summary>
    public void AddTo(NpgsqlParameterCollection parameters)
    {
        foreach (var array in _arrays)
            parameters.Add(array());
    }

    private static Func<IReadOnlyList<FinishedTrial>, Func<NpgsqlParameter>> Of(TrialColumn column) => column switch
    {
        TrialColumnOf<JsonText> documents => Gather(NpgsqlDbType.Jsonb, trial => documents.Value(trial).Text),
        TrialColumnOf<Guid> ids => Gather(NpgsqlDbType.Uuid, ids.Value),
        TrialColumnOf<string> texts => Gather(NpgsqlDbType.Text, trial => Storable(texts.Value(trial))),
        TrialColumnOf<long> numbers => Gather(NpgsqlDbType.Bigint, numbers.Value),
        TrialColumnOf<int> numbers => Gather(NpgsqlDbType.Integer, numbers.Value),
        TrialColumnOf<int?> numbers => Gather(NpgsqlDbType.Integer, numbers.Value),
        TrialColumnOf<double> numbers => Gather(NpgsqlDbType.Double, numbers.Value),
        TrialColumnOf<double?> numbers => Gather(NpgsqlDbType.Double, numbers.Value),
        TrialColumnOf<bool> flags => Gather(NpgsqlDbType.Boolean, flags.Value),
        TrialColumnOf<DateTimeOffset> times => Gather(NpgsqlDbType.TimestampTz, trial => times.Value(trial).UtcDateTime),
        _ => throw new NotSupportedException($"trials.{column.Name}: PostgreSQL has no array of {column.Kind}"),
    };

    private static Func<IReadOnlyList<FinishedTrial>, Func<NpgsqlParameter>> Gather<T>(NpgsqlDbType type, Func<TrialRecord, T> read) => trials =>
    {
        var values = new T[trials.Count];
        for (var k = 0; k < values.Length; k++)
            values[k] = read(trials[k]);
        return () => new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    };

    /// <summary>Text of PostgreSQL has no zero character and no half of a surrogate pair; an error's message may.</summary>
    private static string? Storable(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.Contains('\0', StringComparison.Ordinal))
            return text;
        return string.Concat(text.EnumerateRunes()).Replace('\0', '\uFFFD');
    }
}
