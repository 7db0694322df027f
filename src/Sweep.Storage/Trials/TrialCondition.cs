namespace Sweep.Storage.Trials;

/// <summary>A condition on one field.</summary>
/// <param name="Value">Of the type that <see cref="TrialFieldKind"/> says; null for none, with <see cref="TrialComparison.Equal"/> and its contrary alone.</param>
public sealed record TrialCondition(TrialField Field, TrialComparison Comparison, object? Value);
