namespace Sweep.Core.Scheduling;

/// <summary>What is to be leased together.</summary>
/// <param name="Numbers">Ranges of numbers, ascending: of each run all that is left.</param>
public readonly record struct TrialBatch(IReadOnlyList<NumberRange> Numbers, Isolation Isolation);
