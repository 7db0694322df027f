namespace Sweep.Storage.Trials;

/// <summary>The trials of a selection.</summary>
/// <param name="Trials">In its order.</param>
/// <param name="Next">Behind which the next ones stand; null at the end.</param>
public sealed record TrialSlice(IReadOnlyList<TrialRecord> Trials, TrialPlace? Next);
