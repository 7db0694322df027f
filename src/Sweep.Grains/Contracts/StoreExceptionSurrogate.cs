namespace Sweep.Grains.Contracts;

/// <summary>What travels of a <see cref="Storage.Faults.StoreException"/>.</summary>
[GenerateSerializer, Alias("sweep.store-exception-content")]
internal struct StoreExceptionSurrogate
{
    [Id(0)]
    public string Message;

    [Id(1)]
    public bool IsTransient;

    [Id(2)]
    public bool IsOfRow;

    [Id(3)]
    public bool IsDamage;
}
