namespace Sweep.Testing.Databases;

/// <summary>No PostgreSQL server could be had; the message says what was tried and what would help.</summary>
public sealed class PostgresUnavailableException : Exception
{
    public PostgresUnavailableException()
    {
    }

    public PostgresUnavailableException(string message)
        : base(message)
    {
    }

    public PostgresUnavailableException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
