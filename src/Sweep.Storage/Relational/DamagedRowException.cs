using Sweep.Storage.Faults;

namespace Sweep.Storage.Relational;

/// <summary>A row cannot be read; never leaves the store.</summary>
internal sealed class DamagedRowException(RowDamage damage) : Exception(damage.ToString())
{
    public RowDamage Damage { get; } = damage;
}
