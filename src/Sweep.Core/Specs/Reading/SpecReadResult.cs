using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Sweep.Core.Specs.Reading;

/// <summary>What reading a spec gave: a valid spec and no errors, or no spec and every error, in order of place.</summary>
public sealed record SpecReadResult(SweepSpec? Spec, ImmutableArray<SpecError> Errors)
{
    [MemberNotNullWhen(true, nameof(Spec))]
    public bool IsValid => Spec is not null;
}
