using Sweep.Storage.Faults;

namespace Sweep.Grains.Contracts;

/// <summary>Takes a <see cref="StoreException"/> from silo to silo; the provider's own exception stays behind.</summary>
[RegisterConverter]
internal sealed class StoreExceptionConverter : IConverter<StoreException, StoreExceptionSurrogate>
{
    public StoreException ConvertFromSurrogate(in StoreExceptionSurrogate surrogate) =>
        new(surrogate.Message, surrogate.IsTransient, null) { IsOfRow = surrogate.IsOfRow, IsDamage = surrogate.IsDamage };

    public StoreExceptionSurrogate ConvertToSurrogate(in StoreException value) => new()
    {
        Message = value.Message,
        IsTransient = value.IsTransient,
        IsOfRow = value.IsOfRow,
        IsDamage = value.IsDamage,
    };
}
