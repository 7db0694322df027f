using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Web.Tests.Fakes;

/// <summary>Counts how often pages of trials are read, and may make tables those of a part.</summary>
internal sealed class CountedResults(IResultService inner) : IResultService
{
    public int Reads { get; private set; }

    /// <summary>How many trials tables say that they leave out.</summary>
    public long LeftOut { get; init; }

    public Task<Answer<SweepPage>> ListAsync(SweepQuery query, CancellationToken cancellation) => inner.ListAsync(query, cancellation);

    public Task<Answer<TrialPage>> TrialsAsync(SweepRecord sweep, TrialQuery query, CancellationToken cancellation)
    {
        Reads++;
        return inner.TrialsAsync(sweep, query, cancellation);
    }

    public Task<Answer<TrialRecord>> TrialAsync(SweepRecord sweep, long number, CancellationToken cancellation) =>
        inner.TrialAsync(sweep, number, cancellation);

    public Task<Answer<RetrainedTrial>> RetrainAsync(SweepRecord sweep, TrialRecord trial, CancellationToken cancellation) =>
        inner.RetrainAsync(sweep, trial, cancellation);

    public Task<IReadOnlyList<ThinnedCurve>> CurvesAsync(SweepRecord sweep, IReadOnlyCollection<long> numbers, int points, CancellationToken cancellation) =>
        inner.CurvesAsync(sweep, numbers, points, cancellation);

    public async Task<TrialTable> TableAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        var table = await inner.TableAsync(sweep, cancellation);
        return LeftOut == 0 ? table : table with { LeftOut = LeftOut };
    }

    public Task<SweepRungs> RungsAsync(SweepRecord sweep, CancellationToken cancellation) => inner.RungsAsync(sweep, cancellation);

    public Task<SweepNotes> NotesAsync(SweepRecord sweep, CancellationToken cancellation) => inner.NotesAsync(sweep, cancellation);

    public Task<Answer<SweepNotes>> NoteAsync(SweepRecord sweep, string note, CancellationToken cancellation) => inner.NoteAsync(sweep, note, cancellation);

    public Task<Answer<SweepNotes>> TagAsync(
        SweepRecord sweep, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellation) =>
        inner.TagAsync(sweep, add, remove, cancellation);

    public Task<long> CountTrialsAsync(SweepRecord sweep, CancellationToken cancellation) => inner.CountTrialsAsync(sweep, cancellation);

    public Task<Answer<DeletedSweep>> DeleteAsync(SweepRecord sweep, CancellationToken cancellation) => inner.DeleteAsync(sweep, cancellation);

    public Task<IReadOnlyList<Guid>> FinishDeletionsAsync(CancellationToken cancellation) => inner.FinishDeletionsAsync(cancellation);
}
