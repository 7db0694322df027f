using Sweep.Core.Spaces;

namespace Sweep.Core.Constraints;

/// <summary>A number reckoned from the values of a point, one a parameter; null where one of them is missing.</summary>
internal delegate double? NumberOf(ReadOnlySpan<ParameterValue> values);
