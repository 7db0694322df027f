using Npgsql;

namespace Sweep.Storage;

/// <summary>
/// How messages, logs, metrics, spans, pages and JSON name a database: a server's by its name and host, a file by its path. Of a connection
/// string it carries nothing that could be a secret, so whatever is shown is made from it.
/// </summary>
public sealed record DatabaseName
{
    private readonly string _text;

    private DatabaseName(string text, string option) => (_text, Option) = (text, option);

    /// <summary>What names the same database after <c>--database</c>, but for passwords.</summary>
    public string Option { get; }

    public static DatabaseName OfFile(string path) => new($"{path} (SQLite)", path);

    /// <summary>"sweep on db.example:5432 (PostgreSQL)".</summary>
    public static DatabaseName Of(NpgsqlConnectionStringBuilder parts)
    {
        var host = parts.Host ?? "localhost";
        var place = host.Contains(',', StringComparison.Ordinal) || host.StartsWith('/') ? host : $"{host}:{parts.Port}";
        return new DatabaseName($"{parts.Database ?? parts.Username ?? "default database"} on {place} (PostgreSQL)", Reaching(parts).ConnectionString);
    }

    public override string ToString() => _text;

    /// <summary>What is needed to reach it, copied word by word: a keyword that Npgsql is given later is not shown unless it is named here.</summary>
    private static NpgsqlConnectionStringBuilder Reaching(NpgsqlConnectionStringBuilder parts)
    {
        var shown = new NpgsqlConnectionStringBuilder();
        foreach (var key in (string[])["Host", "Port", "Database", "Username", "Passfile", "Search Path", "SSL Mode"])
        {
            if (parts.ShouldSerialize(key))
                shown[key] = parts[key];
        }

        return shown;
    }
}
