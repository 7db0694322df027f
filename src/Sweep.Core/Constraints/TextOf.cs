using Sweep.Core.Spaces;

namespace Sweep.Core.Constraints;

/// <summary>A text of the values of a point, one a parameter; null where it is missing.</summary>
internal delegate string? TextOf(ReadOnlySpan<ParameterValue> values);
