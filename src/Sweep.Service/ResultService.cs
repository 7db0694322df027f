using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Service.Answers;
using Sweep.Service.Browsing;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Service;

/// <summary>The results of a store, piece by piece. It remembers what many ask for, so a process has one for all who ask.</summary>
/// <param name="store">Stays the caller's.</param>
/// <param name="time">The clock.</param>
public sealed class ResultService(ISweepStore store, TimeProvider time) : IResultService
{
    /// <summary>Trials whose curves are read at once.</summary>
    private const int MostCurves = 1000;

    private readonly SumCache _sums = new(store, time);
    private readonly TableCache _tables = new(store, time);
    private readonly SweepDeleter _deleter = new(store, time);
    private readonly TrialRetrainer _retrainer = new(store);

    public Task<Answer<SweepPage>> ListAsync(SweepQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new SweepPages(store, store, _sums).ReadAsync(query, cancellation);
    }

    public async Task<Answer<TrialPage>> TrialsAsync(SweepRecord sweep, TrialQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(query);
        if (!TrialQueryReader.Read(sweep, query).TryGet(out var read, out var refusal))
            return refusal;
        var slice = await store.ReadSliceAsync(sweep.Id, sweep.PlannedTrials, read.Selection, cancellation);
        if (await GoneAsync(sweep, cancellation) is { } gone)
            return gone;
        return new TrialPage(slice.Trials, slice.Next is { } next ? PageToken.Write(read.Mark, writer => TrialPlaces.Write(writer, next)) : null);
    }

    public async Task<Answer<TrialRecord>> TrialAsync(SweepRecord sweep, long number, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (SweepFinder.CheckNumber(sweep, number) is { } wrong)
            return wrong;
        if (await store.FindTrialAsync(sweep.Id, number, cancellation) is { } trial)
            return trial;
        return await GoneAsync(sweep, cancellation)
            ?? new Refusal(RefusalKind.NotFound, new Problem("number", FormattableString.Invariant($"{number}"), $"is a trial of {sweep} that has not finished"));
    }

    public Task<Answer<RetrainedTrial>> RetrainAsync(SweepRecord sweep, TrialRecord trial, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(trial);
        return _retrainer.RetrainAsync(sweep, trial, cancellation);
    }

    public Task<IReadOnlyList<ThinnedCurve>> CurvesAsync(SweepRecord sweep, IReadOnlyCollection<long> numbers, int points, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(numbers);
        if (numbers.Count > MostCurves)
            throw new ArgumentException(FormattableString.Invariant($"{numbers.Count} curves are too many: at most {MostCurves} are read at once."), nameof(numbers));
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        return CurvePages.ReadAsync(store, sweep.Id, numbers, points, cancellation);
    }

    public async Task<TrialTable> TableAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var table = await _tables.ReadAsync(sweep, cancellation);
        if (await GoneAsync(sweep, cancellation) is not { } gone)
            return table;
        Forget(sweep.Id);
        throw new RefusalException(gone);
    }

    public async Task<SweepRungs> RungsAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return SweepRungs.Of(sweep, sweep.Spec.Pruner is null ? [] : await store.SumRungsAsync(sweep.Id, cancellation));
    }

    public async Task<SweepNotes> NotesAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return (await store.ReadNotesAsync([sweep.Id], cancellation)).TryGetValue(sweep.Id, out var notes)
            ? new SweepNotes(notes.Note, notes.Tags)
            : SweepNotes.None;
    }

    public async Task<Answer<SweepNotes>> NoteAsync(SweepRecord sweep, string note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(note);
        if (TagRules.CheckNote(note) is { } wrong)
            return new Refusal(RefusalKind.Invalid, wrong);
        return await store.WriteNoteAsync(sweep.Id, note, cancellation) is { } notes ? new SweepNotes(notes.Note, notes.Tags) : SweepFinder.Gone(store, sweep);
    }

    public async Task<Answer<SweepNotes>> TagAsync(
        SweepRecord sweep, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(remove);
        Problem[] problems = [.. add.Concat(remove).Select(TagRules.Check).OfType<Problem>()];
        if (problems.Length > 0)
            return new Refusal(RefusalKind.Invalid, problems);
        if (await store.ChangeTagsAsync(sweep.Id, add, remove, TagRules.MostTags, cancellation) is not { } notes)
            return SweepFinder.Gone(store, sweep);
        return notes.Tags.Count <= TagRules.MostTags
            ? new SweepNotes(notes.Note, notes.Tags)
            : new Refusal(RefusalKind.Invalid, new Problem(
                "tag", "", FormattableString.Invariant($"{sweep} would have {notes.Tags.Count} tags, and at most {TagRules.MostTags} are kept"), "take some away"));
    }

    public Task<long> CountTrialsAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return store.CountTrialsAsync(sweep.Id, sweep.PlannedTrials, cancellation);
    }

    public async Task<Answer<DeletedSweep>> DeleteAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (!await store.MarkDeletedAsync(sweep.Id, null, cancellation))
        {
            return await store.FindSweepAsync(sweep.Id, cancellation) is { } now
                ? new Refusal(RefusalKind.NotAllowed, new Problem("", "", $"{now} is {now.State.ToName()}: only a sweep that has ended can be deleted", "cancel it first"))
                : SweepFinder.Gone(store, sweep);
        }

        Forget(sweep.Id);
        return new DeletedSweep(sweep.Id, sweep.Name, await _deleter.DeleteAsync(sweep.Id, cancellation));
    }

    public Task<IReadOnlyList<Guid>> FinishDeletionsAsync(CancellationToken cancellation) => _deleter.FinishAsync(cancellation);

    /// <summary>What is to be said of a sweep that is being deleted, so that nobody takes what is left of it for all; null where it is there.</summary>
    private async Task<Refusal?> GoneAsync(SweepRecord sweep, CancellationToken cancellation) =>
        await store.FindSweepAsync(sweep.Id, cancellation) is null ? SweepFinder.Gone(store, sweep) : null;

    private void Forget(Guid id)
    {
        _sums.Forget(id);
        _tables.Forget(id);
    }
}
