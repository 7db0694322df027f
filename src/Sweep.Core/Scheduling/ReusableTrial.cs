namespace Sweep.Core.Scheduling;

/// <summary>A trial whose result may be there already, as that of another sweep.</summary>
/// <param name="Number">Its number in the sweep that wants it.</param>
/// <param name="Replicate">Its replicate there; the seeds are the same in both.</param>
/// <param name="From">The other sweep.</param>
/// <param name="FromNumber">Its number in that.</param>
/// <param name="ContentKey">What it computes: only a row that says so is its result.</param>
public readonly record struct ReusableTrial(long Number, uint Replicate, Guid From, long FromNumber, string ContentKey);
