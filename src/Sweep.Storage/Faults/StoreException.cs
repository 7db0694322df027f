namespace Sweep.Storage.Faults;

/// <summary>The database refused or failed; the message carries its own words.</summary>
/// <param name="message">What was being done, the store, and the database's words.</param>
/// <param name="isTransient">True where trying again later can help (busy, connection lost).</param>
/// <param name="inner">The provider's exception; null where the store itself refuses.</param>
public sealed class StoreException(string message, bool isTransient, Exception? inner) : Exception(message, inner)
{
    /// <summary>That the store itself refuses, for good.</summary>
    public static StoreException Refusal(string message) => new(message, isTransient: false, inner: null);

    public bool IsTransient { get; } = isTransient;

    /// <summary>True where it is the fault of one of the rows that were to be written: without it the others may be taken.</summary>
    public bool IsOfRow { get; init; }

    /// <summary>True where a value was found that Sweep never writes.</summary>
    public bool IsDamage { get; init; }
}
