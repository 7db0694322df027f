using Sweep.Storage.Trials;

namespace Sweep.Service.Results;

/// <summary>A condition of one column.</summary>
/// <param name="Column">A column of <c>trials</c>, or a parameter's name.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Value">As it was written: a number, a text, <c>true</c> or <c>false</c>; empty for none, which only <see cref="TrialComparison.Equal"/> and <see cref="TrialComparison.NotEqual"/> take.</param>
public sealed record TrialFilter(string Column, TrialComparison Comparison, string Value);
