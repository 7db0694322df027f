using Npgsql;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Postgres;

/// <summary>A connection string as Sweep uses it.</summary>
/// <param name="Text">With Sweep's defaults where it says nothing.</param>
/// <param name="Name">What of it may be shown.</param>
public sealed record PostgresConnection(string Text, DatabaseName Name)
{
    private const int KeepAliveSeconds = 30;

    /// <exception cref="StoreException">The text is no connection string of Npgsql.</exception>
    public static PostgresConnection Parse(string text)
    {
        List<string> errors = [];
        return Read(text, errors) ?? throw StoreException.Refusal($"database: {string.Join("; ", errors)}");
    }

    /// <summary>Everything that is wrong goes to <paramref name="errors"/>, without a value that could be a secret; then null comes back.</summary>
    public static PostgresConnection? Read(string text, ICollection<string> errors)
    {
        if (new ConnectionStringReader(text, errors).Read() is not { } parts)
            return null;
        if (parts.ApplicationName is null)
            parts.ApplicationName = "sweep";

        // A server that vanished without a word is noticed even where nothing is being asked.
        if (parts.KeepAlive == 0)
            parts.KeepAlive = KeepAliveSeconds;

        // Behind a pooler, which may give every transaction another session, what was prepared is not found again and a reset is another's.
        // Nothing of ours is left in a session that a reset would undo.
        parts.MaxAutoPrepare = 0;
        parts.NoResetOnClose = true;
        var connection = new PostgresConnection(parts.ConnectionString, DatabaseName.Of(parts));
        try
        {
            // Some keywords contradict each other, which Npgsql finds out here.
            connection.CreateSource().Dispose();
            return connection;
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException or InvalidOperationException or FormatException)
        {
            errors.Add($"the connection string contradicts itself: {FirstLine(wrong.Message)}");
            return null;
        }
    }

    /// <summary>
    /// A source of connections that calls itself by the shown name: its own default, the connection string, would be in every metric and span of
    /// Npgsql.
    /// </summary>
    /// <param name="purpose">Tells several sources of one database apart.</param>
    /// <param name="change">What this one needs otherwise.</param>
    public NpgsqlDataSource CreateSource(string? purpose = null, Action<NpgsqlConnectionStringBuilder>? change = null)
    {
        var builder = new NpgsqlDataSourceBuilder(Text) { Name = purpose is null ? Name.ToString() : $"{Name}, {purpose}" };
        change?.Invoke(builder.ConnectionStringBuilder);
        return builder.Build();
    }

    /// <summary>Never the connection string.</summary>
    public override string ToString() => Name.ToString();

    private static string FirstLine(string words)
    {
        var line = words.Split('\n', '\r')[0];
        var parameter = line.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (parameter < 0 ? line : line[..parameter]).TrimEnd('.');
    }
}
