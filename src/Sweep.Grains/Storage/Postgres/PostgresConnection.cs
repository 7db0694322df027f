using Npgsql;

namespace Sweep.Grains.Storage.Postgres;

/// <summary>A connection string as Sweep uses it, and what of it may be printed.</summary>
/// <param name="Text">With Sweep's defaults where it says nothing.</param>
/// <param name="Description">"sweep on db.example:5432 (PostgreSQL)"; never a password.</param>
internal sealed record PostgresConnection(string Text, string Description)
{
    private const int KeepAliveSeconds = 30;

    /// <exception cref="StoreException">The text is no connection string of Npgsql.</exception>
    public static PostgresConnection Parse(string text)
    {
        NpgsqlConnectionStringBuilder parts;
        try
        {
            parts = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            throw new StoreException(
                $"database: the connection string is not understood: {Words(error)}: write \"Host=…;Database=…;Username=…;Password=…\"", false, null);
        }

        if (parts.ApplicationName is null)
            parts.ApplicationName = "sweep";

        // A server that vanished without a word is noticed even where nothing is being asked.
        if (parts.KeepAlive == 0)
            parts.KeepAlive = KeepAliveSeconds;
        var database = parts.Database ?? parts.Username ?? "default database";
        var host = parts.Host ?? "localhost";
        var place = host.Contains(',', StringComparison.Ordinal) || host.StartsWith('/') ? host : $"{host}:{parts.Port}";
        return new PostgresConnection(parts.ConnectionString, $"{database} on {place} (PostgreSQL)");
    }

    /// <summary>The first line, without .NET's name of a parameter; an unknown keyword is quoted, a value never.</summary>
    private static string Words(Exception error)
    {
        var words = error is ArgumentException ? error.Message : $"one of its values has the wrong form";
        var end = words.IndexOfAny(['\n', '\r']);
        words = end < 0 ? words : words[..end];
        var parameter = words.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (parameter < 0 ? words : words[..parameter]).TrimEnd('.');
    }
}
