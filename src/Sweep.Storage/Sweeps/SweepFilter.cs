using Sweep.Core.Sweeps;
using Sweep.Storage.Faults;

namespace Sweep.Storage.Sweeps;

/// <summary>Which sweeps to list; what is null does not restrict.</summary>
/// <param name="States">Any of these states.</param>
/// <param name="SpecHash">This canonical spec.</param>
/// <param name="IdPrefix">Lower-case hexadecimal start of the id, hyphens as printed.</param>
/// <param name="Limit">At most so many.</param>
public sealed record SweepFilter(
    IReadOnlyCollection<SweepState>? States = null, string? SpecHash = null, string? IdPrefix = null, int? Limit = null)
{
    /// <summary>Is told of sweeps that cannot be read, instead of the store's <see cref="IResultReader.DamageFound"/>.</summary>
    public Action<RowDamage>? DamageFound { get; init; }
}
