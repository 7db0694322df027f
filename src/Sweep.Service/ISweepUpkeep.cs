using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;

namespace Sweep.Service;

/// <summary>What people write to sweeps, and what they throw away.</summary>
public interface ISweepUpkeep
{
    Task<SweepNotes> NotesAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>Writes a note, or takes it away where it is empty.</summary>
    Task<Answer<SweepNotes>> NoteAsync(SweepRecord sweep, string note, CancellationToken cancellation);

    /// <summary>Adds and takes away tags.</summary>
    Task<Answer<SweepNotes>> TagAsync(SweepRecord sweep, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellation);

    /// <summary>How many finished trials would go with a sweep.</summary>
    Task<long> CountTrialsAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>
    /// Deletes a sweep that has ended, with all of its rows, in pieces that keep nobody out. Nothing finds it from the first of them on; where this stops in
    /// the midst, calling it again with the same sweep goes on, and so does <see cref="FinishDeletionsAsync"/>.
    /// </summary>
    Task<Answer<DeletedSweep>> DeleteAsync(SweepRecord sweep, CancellationToken cancellation);

    /// <summary>Deletes what is left of sweeps whose deletion was stopped in the midst; cheap where there are none.</summary>
    /// <returns>Their ids.</returns>
    Task<IReadOnlyList<Guid>> FinishDeletionsAsync(CancellationToken cancellation);
}
