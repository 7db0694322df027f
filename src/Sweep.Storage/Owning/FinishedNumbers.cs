using Sweep.Core.Scheduling;

namespace Sweep.Storage.Owning;

/// <summary>Finished numbers of a sweep: all below <paramref name="Frontier"/>, and the runs above it, ascending and apart.</summary>
public sealed record FinishedNumbers(long Frontier, IReadOnlyList<NumberRange> Above);
