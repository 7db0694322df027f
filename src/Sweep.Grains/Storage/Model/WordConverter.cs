using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Sweep.Grains.Storage.Model;

/// <summary>Keeps an enum as the design's lower-case word.</summary>
internal sealed class WordConverter<TEnum>() : ValueConverter<TEnum, string>(value => Words<TEnum>.Of(value), word => Words<TEnum>.Parse(word))
    where TEnum : struct, Enum;
