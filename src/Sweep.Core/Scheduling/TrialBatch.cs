namespace Sweep.Core.Scheduling;

/// <summary>What is to be leased together.</summary>
/// <param name="Numbers">Ranges of numbers, in the order in which they run.</param>
public readonly record struct TrialBatch(IReadOnlyList<NumberRange> Numbers, Isolation Isolation);
