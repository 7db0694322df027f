using Sweep.Core.Pruners;
using Sweep.Storage.Rungs;

namespace Sweep.Storage;

/// <summary>What a sweep's pruner has decided, and what it decides from.</summary>
public interface IRungStore
{
    /// <summary>Writes verdicts, all or none, before anybody hears of them; those that are there stay as they are. False where the epoch was lost.</summary>
    /// <param name="id">The sweep.</param>
    /// <param name="epoch">Of the owner that decided.</param>
    /// <param name="verdicts">What it decided.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<bool> AddRungsAsync(Guid id, long epoch, IReadOnlyList<RungVerdict> verdicts, CancellationToken cancellation);

    /// <summary>All verdicts of a sweep, or those about one trial: by number, then rung.</summary>
    Task<IReadOnlyList<RungVerdict>> ReadRungsAsync(Guid id, long? number, CancellationToken cancellation);

    /// <summary>Those of these trials that have a row.</summary>
    Task<IReadOnlyList<RungOutcome>> ReadRungOutcomesAsync(Guid id, IReadOnlyCollection<long> numbers, CancellationToken cancellation);
}
