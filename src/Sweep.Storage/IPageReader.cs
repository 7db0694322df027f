using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Storage.Results;
using Sweep.Storage.Rungs;
using Sweep.Storage.Trials;

namespace Sweep.Storage;

/// <summary>What pages and programs read of results, piece by piece.</summary>
public interface IPageReader
{
    /// <summary>
    /// Finished trials of a sweep's planned numbers that meet all conditions, in the order that is asked for; trials without a value stand last.
    /// </summary>
    Task<TrialSlice> ReadSliceAsync(Guid id, long planned, TrialSelection selection, CancellationToken cancellation);

    /// <summary>One finished trial; null where it has no row.</summary>
    Task<TrialRecord?> FindTrialAsync(Guid id, long number, CancellationToken cancellation);

    /// <summary>How many of a sweep's planned numbers have a row.</summary>
    Task<long> CountTrialsAsync(Guid id, long planned, CancellationToken cancellation);

    /// <summary>What pictures of a whole sweep need of its finished trials, in order of number, streamed page by page.</summary>
    /// <param name="id">The sweep.</param>
    /// <param name="spec">Its spec, for its objectives.</param>
    /// <param name="numbers">Which numbers.</param>
    /// <param name="share">About so much of all trials, spread evenly over the numbers, and the same ones each time; 1 for all.</param>
    /// <param name="cancellation">Gives up.</param>
    IAsyncEnumerable<TrialBrief[]> ReadBriefsAsync(Guid id, SweepSpec spec, NumberRange numbers, double share, CancellationToken cancellation);

    /// <summary>
    /// What the rows of these sweeps sum to, by one query for all; a sweep without rows is left out. Damaged rows are no error here:
    /// <see cref="TrialSums.IsDamaged"/> tells of them, so that those of one sweep do not hide the others.
    /// </summary>
    Task<IReadOnlyDictionary<Guid, TrialSums>> SumTrialsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);

    /// <summary>What a sweep's pruner has decided at each rung so far, by bracket and rung; rungs without a verdict are left out.</summary>
    Task<IReadOnlyList<RungSum>> SumRungsAsync(Guid id, CancellationToken cancellation);
}
