using System.Collections.Concurrent;
using Sweep.Core.Sweeps;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Web.Tests.Fakes;

/// <summary>Results of a store, filtered in memory by state alone; notes are kept in memory.</summary>
internal sealed class MemoryResults(ISweepStore store) : IResultService
{
    private readonly ConcurrentDictionary<Guid, SweepNotes> _notes = new();

    /// <summary>How often pages of trials were read.</summary>
    public int Reads { get; private set; }

    public TrialQuery? LastQuery { get; private set; }

    public async Task<Answer<SweepPage>> ListAsync(SweepQuery query, CancellationToken cancellation)
    {
        if (query.PageToken is { } token)
            return Wrong("page_token", token);
        List<ListedSweep> listed = [];
        foreach (var sweep in await store.ListSweepsAsync(new SweepFilter(query.States?.ToList()), cancellation))
        {
            if (query.NameContains is null || sweep.Name.Contains(query.NameContains, StringComparison.OrdinalIgnoreCase))
                listed.Add(new ListedSweep(sweep, await store.TotalTrialsAsync(sweep.Id, cancellation), 0.5, await NotesAsync(sweep, cancellation)));
        }

        return new SweepPage([.. listed.Take(query.PageSize)], listed.Count > query.PageSize ? "more" : null);
    }

    public async Task<Answer<TrialPage>> TrialsAsync(SweepRecord sweep, TrialQuery query, CancellationToken cancellation)
    {
        Reads++;
        LastQuery = query;
        if (query.PageToken is { } token)
            return Wrong("page_token", token);
        if (query.Filters.FirstOrDefault(filter => filter.Column is not ("state" or "learning_rate")) is { } unknown)
            return Wrong(unknown.Column, unknown.Value);
        if (query.OrderBy is not ("number" or "best_objective"))
            return Wrong("order_by", query.OrderBy);
        var trials = await store.ReadTrialsAsync(sweep.Id, cancellation).ToListAsync(cancellation);
        return new TrialPage([.. trials.Take(query.PageSize)], trials.Count > query.PageSize ? "more" : null);
    }

    public async Task<Answer<TrialRecord>> TrialAsync(SweepRecord sweep, long number, CancellationToken cancellation)
    {
        var found = await store.ReadTrialsAsync(sweep.Id, cancellation).FirstOrDefaultAsync(trial => trial.Trial.Number == number, cancellation);
        return found is null ? new Refusal(RefusalKind.NotFound, new Problem("number", $"{number}", "has no row")) : found;
    }

    public async Task<IReadOnlyList<ThinnedCurve>> CurvesAsync(SweepRecord sweep, IReadOnlyCollection<long> numbers, int points, CancellationToken cancellation)
    {
        List<ThinnedCurve> curves = [];
        foreach (var number in numbers.Order())
        {
            if ((await TrialAsync(sweep, number, cancellation)).TryGet(out var trial, out _))
                curves.Add(new ThinnedCurve(number, "loss", [0, trial.TrainedIterations], [double.NaN, trial.BestLoss ?? 0], trial.TrainedIterations));
        }

        return curves;
    }

    public Task<TrialTable> TableAsync(SweepRecord sweep, CancellationToken cancellation) => throw new NotSupportedException("no route of the API asks for it");

    public Task<SweepNotes> NotesAsync(SweepRecord sweep, CancellationToken cancellation) => Task.FromResult(_notes.GetValueOrDefault(sweep.Id, SweepNotes.None));

    public async Task<Answer<SweepNotes>> NoteAsync(SweepRecord sweep, string note, CancellationToken cancellation) =>
        _notes[sweep.Id] = (await NotesAsync(sweep, cancellation)) with { Note = note };

    public async Task<Answer<SweepNotes>> TagAsync(
        SweepRecord sweep, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellation) =>
        _notes[sweep.Id] = (await NotesAsync(sweep, cancellation)) is var now
            ? now with { Tags = [.. now.Tags.Except(remove).Union(add).Order(StringComparer.Ordinal)] }
            : now;

    public async Task<Answer<DeletedSweep>> DeleteAsync(SweepRecord sweep, CancellationToken cancellation) => sweep.State.IsFinal()
        ? new DeletedSweep(sweep.Id, sweep.Name, (await store.TotalTrialsAsync(sweep.Id, cancellation)).Rows)
        : new Refusal(RefusalKind.NotAllowed, new Problem("", "", "only sweeps that have ended can be deleted"));

    private static Refusal Wrong(string place, string value) => new(RefusalKind.Invalid, new Problem(place, value, "is wrong here", "leave it out"));
}
