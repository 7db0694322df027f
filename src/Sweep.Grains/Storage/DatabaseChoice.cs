namespace Sweep.Grains.Storage;

/// <summary>What the text after <c>--database</c> asks for.</summary>
/// <param name="Path">A SQLite file; null with <paramref name="Error"/>.</param>
/// <param name="Error">Why the text is refused, and what to write instead.</param>
public sealed record DatabaseChoice(string? Path, string? Error)
{
    /// <summary>The file in the current folder where nothing is named.</summary>
    public const string DefaultPath = "sweep.db";

    public static DatabaseChoice Parse(string database)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (string.IsNullOrWhiteSpace(database))
            return Refuse("database: the name is empty: name a SQLite file, such as sweep.db");
        if (database.Contains('\0', StringComparison.Ordinal))
            return Refuse("database: a file's name has no zero byte: name a SQLite file, such as sweep.db");
        if (IsPostgresUrl(database))
        {
            return Refuse(
                $"database: {WithoutPassword(database)} is a URL, which is not taken: write \"Host=…;Database=…;Username=…;Password=…\", or a SQLite file");
        }

        if (HasHost(database))
            return Refuse("database: a connection string with Host is for PostgreSQL, and this build stores in SQLite only: name a SQLite file, such as sweep.db");
        return database.Trim().Equals(":memory:", StringComparison.OrdinalIgnoreCase)
            ? Refuse("database: :memory: would keep nothing: name a SQLite file, such as sweep.db")
            : new DatabaseChoice(database, null);
    }

    private static DatabaseChoice Refuse(string error) => new(null, error);

    private static bool IsPostgresUrl(string database) =>
        database.TrimStart().StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || database.TrimStart().StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The scheme and the place, since messages end up in logs.</summary>
    private static string WithoutPassword(string url)
    {
        var trimmed = url.Trim();
        var user = trimmed.IndexOf("//", StringComparison.Ordinal) + 2;
        var at = trimmed.LastIndexOf('@');
        return at < 0 ? trimmed : string.Concat(trimmed.AsSpan(0, user), trimmed.AsSpan(at + 1));
    }

    private static bool HasHost(string database) => database.Split(';')
        .Select(part => part.Split('=', 2))
        .Any(pair => pair.Length == 2 && pair[0].Trim().ToUpperInvariant() is "HOST" or "SERVER");
}
