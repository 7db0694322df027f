using Sweep.Storage.Postgres;

namespace Sweep.Storage.Databases;

/// <summary>What the text after <c>--database</c> asks for.</summary>
/// <param name="Path">A SQLite file; null otherwise.</param>
/// <param name="Connection">A connection string of Npgsql; null otherwise.</param>
/// <param name="Name">How to show it; null where it is refused.</param>
public sealed record DatabaseChoice(string? Path, string? Connection, DatabaseName? Name)
{
    /// <summary>The file in the current folder where nothing is named.</summary>
    public const string DefaultPath = "sweep.db";

    /// <summary>How errors begin; whoever knows where the text stands, puts that there.</summary>
    public const string Place = "database: ";

    /// <summary>
    /// Why the text is refused, and what to write instead, of everything that is wrong; begins with "database: ", and shows no value that could be a
    /// secret.
    /// </summary>
    public IReadOnlyList<string> Errors { get; private init; } = [];

    public static DatabaseChoice Parse(string database)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (string.IsNullOrWhiteSpace(database))
            return Refuse("the name is empty: name a SQLite file, such as sweep.db");
        if (database.Contains('\0', StringComparison.Ordinal))
            return Refuse("a file's name has no zero byte: name a SQLite file, such as sweep.db");
        if (database.Trim().Equals(":memory:", StringComparison.OrdinalIgnoreCase))
            return Refuse(":memory: would keep nothing: name a SQLite file, such as sweep.db");
        if (ForeignForms.Refusal(database) is { } refusal)
            return Refuse(refusal);
        if (!ForeignForms.IsWords(database))
            return new DatabaseChoice(database, null, DatabaseName.OfFile(database));
        List<string> errors = [];
        return PostgresConnection.Read(database, errors) is { } connection
            ? new DatabaseChoice(null, database, connection.Name)
            : Refuse([.. errors]);
    }

    /// <summary>Never the connection string.</summary>
    public override string ToString() => Name?.ToString() ?? string.Join("; ", Errors);

    private static DatabaseChoice Refuse(params IEnumerable<string> errors) => new(null, null, null) { Errors = [.. errors.Select(error => Place + error)] };
}
