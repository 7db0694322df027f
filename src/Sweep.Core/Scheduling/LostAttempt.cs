namespace Sweep.Core.Scheduling;

/// <summary>One try at a trial that ended without a result.</summary>
/// <param name="Attempt">1-based among the lost attempts of the trial.</param>
/// <param name="Alone">True where nothing else that could have killed the silo ran there.</param>
/// <param name="Progressed">True where it stored a checkpoint.</param>
/// <param name="TraceParent">Its span (a traceparent of W3C); null where none was made.</param>
public readonly record struct LostAttempt(int Attempt, LossCause Cause, bool Alone, bool Progressed, string? TraceParent = null);
