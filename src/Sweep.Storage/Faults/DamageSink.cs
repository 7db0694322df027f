namespace Sweep.Storage.Faults;

/// <summary>
/// Where damaged rows go. For people they are left out of what is read and named; for whoever acts on what is read, the first is an error, for
/// a row that is left out would be taken for one that is not there.
/// </summary>
/// <param name="place">The store, as people know it.</param>
internal sealed class DamageSink(string place)
{
    private readonly Lock _turn = new();

    /// <summary>Takes what is found, one at a time whoever reads beside another; null where it is an error.</summary>
    public Action<RowDamage>? Found { get; set; }

    /// <exception cref="StoreException">Nobody takes it.</exception>
    public void Take(RowDamage damage)
    {
        if (Found is not { } found)
            throw Error(place, damage.ToString());
        lock (_turn)
            found(damage);
    }

    /// <summary>That a value was found which Sweep never writes.</summary>
    public static StoreException Error(string place, string words) =>
        new($"{place}: {words} (set it right, or delete the row)", false, null) { IsDamage = true };
}
