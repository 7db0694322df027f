namespace Sweep.Core.Scheduling;

/// <summary>Why the unfinished trials of a lease have no result.</summary>
/// <param name="Reason">In words, with the silo.</param>
public sealed record LeaseLoss(LossCause Cause, string Reason)
{
    /// <summary>The spans of the attempts that thereby end, by number (traceparents of W3C); null where none were made.</summary>
    public IReadOnlyDictionary<long, string>? Traces { get; init; }
}
