namespace Sweep.Storage.Sweeps;

/// <summary>What people wrote to a sweep.</summary>
/// <param name="Note">Free text; empty for none.</param>
/// <param name="Tags">In order of the alphabet.</param>
public sealed record StoredNotes(string Note, IReadOnlyList<string> Tags);
