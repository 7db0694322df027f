using System.Globalization;
using Sweep.Storage.Model;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Sqlite;

/// <summary>Binds the columns of <see cref="TrialColumns"/>, each at its place in the list.</summary>
internal static class TrialBinding
{
    private static readonly Action<SqliteStatement, EncodedTrial>[] Binders = [.. TrialColumns.All.Select((column, k) => Of(column, k + 1))];

    /// <summary>"?1, ?2, …": the places of all columns.</summary>
    public static string Places { get; } = string.Join(", ", Binders.Select((_, k) => $"?{k + 1}"));

    public static void Bind(SqliteStatement statement, EncodedTrial trial)
    {
        foreach (var bind in Binders)
            bind(statement, trial);
    }

    private static Action<SqliteStatement, EncodedTrial> Of(TrialColumn column, int place) => column switch
    {
        TrialColumnOf<JsonText> documents => (statement, encoded) => statement.Bind(place, documents.Value(encoded.Trial).Text),
        TrialColumnOf<Guid> ids => (statement, encoded) => statement.Bind(place, ids.Value(encoded.Trial)),
        TrialColumnOf<string> texts => (statement, encoded) => statement.Bind(place, texts.Value(encoded.Trial)),
        TrialColumnOf<long> numbers => (statement, encoded) => statement.Bind(place, numbers.Value(encoded.Trial)),
        TrialColumnOf<int> numbers => (statement, encoded) => statement.Bind(place, (long)numbers.Value(encoded.Trial)),
        TrialColumnOf<int?> numbers => (statement, encoded) => statement.Bind(place, (long?)numbers.Value(encoded.Trial)),
        TrialColumnOf<double> numbers => (statement, encoded) => statement.Bind(place, numbers.Value(encoded.Trial)),
        TrialColumnOf<double?> numbers => (statement, encoded) => statement.Bind(place, numbers.Value(encoded.Trial)),
        TrialColumnOf<bool> flags => (statement, encoded) => statement.Bind(place, flags.Value(encoded.Trial) ? 1L : 0L),
        TrialColumnOf<DateTimeOffset> times => (statement, encoded) => Bind(statement, place, times.Value(encoded.Trial)),
        _ => throw new NotSupportedException($"trials.{column.Name}: SQLite has no way to bind {column.Kind}"),
    };

    private static void Bind(SqliteStatement statement, int place, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[UtcText.Length];
        time.UtcDateTime.TryFormat(text, out _, UtcText.Pattern, CultureInfo.InvariantCulture);
        statement.Bind(place, text);
    }
}
