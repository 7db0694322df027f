using Npgsql;

namespace Sweep.Grains.Storage;

/// <summary>What the text after <c>--database</c> asks for.</summary>
/// <param name="Path">A SQLite file; null otherwise.</param>
/// <param name="Connection">A connection string of Npgsql; null otherwise.</param>
/// <param name="Error">Why the text is refused, and what to write instead.</param>
public sealed record DatabaseChoice(string? Path, string? Connection, string? Error)
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
                $"database: {WithoutUrlPassword(database)} is a URL, which is not taken: write \"Host=…;Database=…;Username=…;Password=…\", or a SQLite file");
        }

        if (HasHost(database))
            return new DatabaseChoice(null, database, null);
        return database.Trim().Equals(":memory:", StringComparison.OrdinalIgnoreCase)
            ? Refuse("database: :memory: would keep nothing: name a SQLite file, such as sweep.db")
            : new DatabaseChoice(database, null, null);
    }

    /// <summary>The text as it may be printed: of a connection string everything but its passwords.</summary>
    public static string WithoutPassword(string database)
    {
        if (Parse(database) is { Connection: null } choice)
            return choice.Error is null ? database : WithoutUrlPassword(database);
        try
        {
            return new NpgsqlConnectionStringBuilder(database) { Password = null, SslPassword = null }.ConnectionString;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException)
        {
            return "Host=…";
        }
    }

    private static DatabaseChoice Refuse(string error) => new(null, null, error);

    private static bool IsPostgresUrl(string database) =>
        database.TrimStart().StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || database.TrimStart().StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The scheme and the place, since messages end up in logs.</summary>
    private static string WithoutUrlPassword(string url)
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
