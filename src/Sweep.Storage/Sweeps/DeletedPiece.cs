namespace Sweep.Storage.Sweeps;

/// <summary>What one step of deleting a sweep did.</summary>
/// <param name="Trials">Rows of <c>trials</c> that went, each with its curves.</param>
/// <param name="IsGone">Nothing of the sweep is left.</param>
public readonly record struct DeletedPiece(long Trials, bool IsGone);
