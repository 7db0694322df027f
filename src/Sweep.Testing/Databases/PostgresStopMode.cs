namespace Sweep.Testing.Databases;

/// <summary>How a server is stopped; the words are those of <c>pg_ctl -m</c>.</summary>
public enum PostgresStopMode
{
    /// <summary>Sessions are cut off, what is committed is written out, the next start is an ordinary one.</summary>
    Fast,

    /// <summary>Everything is dropped at once, as when the machine loses power; the next start recovers from the log.</summary>
    Immediate,
}
