using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Sweep.Core.Specs.Reading;

/// <summary>What reading a spec gave: a valid spec and no errors, or no spec and every error, in order of place.</summary>
public sealed record SpecReadResult(SweepSpec? Spec, ImmutableArray<SpecError> Errors)
{
    /// <summary>True where a pattern is unknown and nobody has looked among the data sets of a database yet: the spec is to be read again with them.</summary>
    public bool AsksForData { get; init; }

    /// <summary>
    /// The sweeps that the search is to begin with, as the spec names them, also where the rest of it is wrong. Who they are only their database knows: a
    /// spec that names some is none to submit before its <see cref="SweepSpec.History"/> is there.
    /// </summary>
    public ImmutableArray<HistoryName> History { get; init; } = [];

    [MemberNotNullWhen(true, nameof(Spec))]
    public bool IsValid => Spec is not null;
}
