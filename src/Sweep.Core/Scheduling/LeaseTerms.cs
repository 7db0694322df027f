namespace Sweep.Core.Scheduling;

/// <param name="Duration">How long a lease lasts unless its silo is heard of, it ends by commit, or the silo's death is known.</param>
/// <param name="PullTimeout">A silo that has not pulled for so long does not count when the rest of the work is divided.</param>
public sealed record LeaseTerms(TimeSpan Duration, TimeSpan PullTimeout);
