using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Web.Tests.Fakes;

/// <summary>Counts how often pages of trials are read.</summary>
internal sealed class CountedResults(IResultService inner) : IResultService
{
    public int Reads { get; private set; }

    public Task<Answer<SweepPage>> ListAsync(SweepQuery query, CancellationToken cancellation) => inner.ListAsync(query, cancellation);

    public Task<Answer<TrialPage>> TrialsAsync(SweepRecord sweep, TrialQuery query, CancellationToken cancellation)
    {
        Reads++;
        return inner.TrialsAsync(sweep, query, cancellation);
    }

    public Task<Answer<TrialRecord>> TrialAsync(SweepRecord sweep, long number, CancellationToken cancellation) =>
        inner.TrialAsync(sweep, number, cancellation);

    public Task<IReadOnlyList<ThinnedCurve>> CurvesAsync(SweepRecord sweep, IReadOnlyCollection<long> numbers, int points, CancellationToken cancellation) =>
        inner.CurvesAsync(sweep, numbers, points, cancellation);

    public Task<TrialTable> TableAsync(SweepRecord sweep, CancellationToken cancellation) => inner.TableAsync(sweep, cancellation);

    public Task<SweepNotes> NotesAsync(SweepRecord sweep, CancellationToken cancellation) => inner.NotesAsync(sweep, cancellation);

    public Task<Answer<SweepNotes>> NoteAsync(SweepRecord sweep, string note, CancellationToken cancellation) => inner.NoteAsync(sweep, note, cancellation);

    public Task<Answer<SweepNotes>> TagAsync(
        SweepRecord sweep, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellation) =>
        inner.TagAsync(sweep, add, remove, cancellation);

    public Task<long> CountTrialsAsync(SweepRecord sweep, CancellationToken cancellation) => inner.CountTrialsAsync(sweep, cancellation);

    public Task<Answer<DeletedSweep>> DeleteAsync(SweepRecord sweep, CancellationToken cancellation) => inner.DeleteAsync(sweep, cancellation);

    public Task<IReadOnlyList<Guid>> FinishDeletionsAsync(CancellationToken cancellation) => inner.FinishDeletionsAsync(cancellation);
}
