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
    /// <summary>The whole name.</summary>
    public string? Name { get; init; }

    /// <summary>Part of the name, in any case (in SQLite of the letters A to Z).</summary>
    public string? NameContains { get; init; }

    /// <summary>All of these.</summary>
    public IReadOnlyCollection<string> Tags { get; init; } = [];

    /// <summary>Only sweeps that stand behind this one, newest first: when it was made, and its id.</summary>
    public (DateTimeOffset CreatedAt, Guid Id)? Behind { get; init; }

    /// <summary>Is told of sweeps that cannot be read, instead of the store's <see cref="IResultReader.DamageFound"/>.</summary>
    public Action<RowDamage>? DamageFound { get; init; }
}
