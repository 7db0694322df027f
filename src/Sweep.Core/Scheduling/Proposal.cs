namespace Sweep.Core.Scheduling;

/// <summary>A row of <c>proposals</c>: the point that an adaptive sampler chose.</summary>
/// <param name="Number">The first trial of the point; its replicates follow.</param>
/// <param name="Parameters">The point as a JSON object, as the rows of its trials have it.</param>
/// <param name="SeenBelow">The results of all trials below this number were known to the sampler, and none above.</param>
public sealed record Proposal(long Number, string Parameters, long SeenBelow);
