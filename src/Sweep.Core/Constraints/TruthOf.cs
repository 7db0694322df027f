using Sweep.Core.Spaces;

namespace Sweep.Core.Constraints;

/// <summary>Whether something holds of the values of a point, one a parameter; null where that is not known.</summary>
internal delegate bool? TruthOf(ReadOnlySpan<ParameterValue> values);
