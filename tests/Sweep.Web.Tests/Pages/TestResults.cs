using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Sweep.Core.Texts;
using Sweep.Core.Trials;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Web.Tests.Pages;

/// <summary>Results of small sweeps, read whole from their store and cut in memory: pages are tested without what makes the real one quick.</summary>
internal sealed class TestResults(ISweepStore store) : IResultService
{
    private readonly ConcurrentDictionary<Guid, SweepNotes> _notes = [];
    private readonly ConcurrentDictionary<Guid, TrialTable> _tables = [];

    public async Task<Answer<SweepPage>> ListAsync(SweepQuery query, CancellationToken cancellation)
    {
        List<ListedSweep> found = [];
        foreach (var sweep in await store.ListSweepsAsync(new SweepFilter(query.States), cancellation))
        {
            var notes = await NotesAsync(sweep, cancellation);
            if (sweep.Name.Contains(query.NameContains ?? "", StringComparison.OrdinalIgnoreCase) && query.Tags.All(notes.Tags.Contains))
                found.Add(new(sweep, await store.TotalTrialsAsync(sweep.Id, cancellation), await BestAsync(sweep, cancellation), notes));
        }

        var (page, next) = Cut(found, query.PageToken, query.PageSize);
        return new SweepPage(page, next);
    }

    public async Task<Answer<TrialPage>> TrialsAsync(SweepRecord sweep, TrialQuery query, CancellationToken cancellation)
    {
        if (Known(sweep, query.OrderBy) is { } unknown)
            return unknown;
        var trials = await store.ReadTrialsAsync(sweep.Id, cancellation).ToListAsync(cancellation);
        foreach (var filter in query.Filters)
        {
            if (Known(sweep, filter.Column) is { } wrong)
                return wrong;
            trials = [.. trials.Where(trial => Holds(Value(trial, filter.Column), filter))];
        }

        var ordered = trials.OrderBy(trial => Value(trial, query.OrderBy) is null);
        var sorted = query.IsDescending
            ? ordered.ThenByDescending(trial => Value(trial, query.OrderBy))
            : ordered.ThenBy(trial => Value(trial, query.OrderBy));
        var (page, next) = Cut([.. sorted.ThenBy(trial => trial.Trial.Number)], query.PageToken, query.PageSize);
        return new TrialPage(page, next);
    }

    public async Task<Answer<TrialRecord>> TrialAsync(SweepRecord sweep, long number, CancellationToken cancellation) =>
        await store.ReadTrialsAsync(sweep.Id, cancellation).FirstOrDefaultAsync(trial => trial.Trial.Number == number, cancellation) is { } found
            ? found
            : new Refusal(RefusalKind.NotFound, new Problem("number", number.ToString(CultureInfo.InvariantCulture), "is no finished trial"));

    public async Task<IReadOnlyList<ThinnedCurve>> CurvesAsync(
        SweepRecord sweep, IReadOnlyCollection<long> numbers, int points, CancellationToken cancellation)
    {
        List<ThinnedCurve> curves = [];
        await foreach (var curve in store.ReadCurvesAsync(sweep.Id, numbers, cancellation))
        {
            var kept = Enumerable.Range(0, curve.Loss.Length).Where(k => curve.Loss.Length <= points || k % (curve.Loss.Length / points + 1) == 0).ToArray();
            int[] steps = [.. kept.Select(curve.IterationAt)];
            curves.Add(new(curve.Number, "accuracy", steps, [.. kept.Select(k => (double)curve.Accuracy[k])], curve.Loss.Length));
            curves.Add(new(curve.Number, "loss", steps, [.. kept.Select(k => (double)curve.Loss[k])], curve.Loss.Length));
        }

        return curves;
    }

    public async Task<TrialTable> TableAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        var rows = await store.ReadTrialsAsync(sweep.Id, cancellation).ToListAsync(cancellation);
        if (_tables.TryGetValue(sweep.Id, out var known) && known.Count == rows.Count)
            return known;
        return _tables[sweep.Id] = new TrialTable
        {
            Parameters = rows.Count > 0 ? rows[0].Trial.Point.Names : ImmutableArray<string>.Empty,
            Numbers = [.. rows.Select(row => row.Trial.Number)],
            Points = [.. rows.Select(row => row.Trial.Point)],
            States = [.. rows.Select(row => row.State)],
            Origins = [.. rows.Select(row => row.Origin)],
            FinalObjectives = [.. rows.Select(row => row.FinalObjective ?? double.NaN)],
            BestObjectives = [.. rows.Select(row => row.BestObjective ?? double.NaN)],
            ReachedAt = [.. rows.Select(row => row.ReachedAt ?? -1)],
            TrainedIterations = [.. rows.Select(row => row.TrainedIterations)],
            TrainSeconds = [.. rows.Select(row => row.TrainSeconds)],
            StartedAt = [.. rows.Select(row => row.StartedAt)],
            FinishedAt = [.. rows.Select(row => row.FinishedAt)],
            Silos = [.. rows.Select(row => row.Silo)],
            Slots = [.. rows.Select(row => row.Slot)],
        };
    }

    public Task<SweepNotes> NotesAsync(SweepRecord sweep, CancellationToken cancellation) => Task.FromResult(_notes.GetValueOrDefault(sweep.Id, SweepNotes.None));

    public async Task<Answer<SweepNotes>> NoteAsync(SweepRecord sweep, string note, CancellationToken cancellation) =>
        _notes[sweep.Id] = await NotesAsync(sweep, cancellation) with { Note = note };

    public async Task<Answer<SweepNotes>> TagAsync(
        SweepRecord sweep, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellation)
    {
        var notes = await NotesAsync(sweep, cancellation);
        return _notes[sweep.Id] = notes with { Tags = [.. notes.Tags.Except(remove).Union(add).Order(StringComparer.Ordinal)] };
    }

    public Task<Answer<DeletedSweep>> DeleteAsync(SweepRecord sweep, CancellationToken cancellation) =>
        Task.FromResult<Answer<DeletedSweep>>(new Refusal(RefusalKind.NotAllowed, new Problem("", "", $"{sweep} is kept by the tests")));

    private static (IReadOnlyList<T> Page, string? Next) Cut<T>(List<T> all, string? token, int size)
    {
        var from = int.Parse(token ?? "0", CultureInfo.InvariantCulture);
        return ([.. all.Skip(from).Take(size)], from + size < all.Count ? (from + size).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static Refusal? Known(SweepRecord sweep, string column) =>
        TrialColumns.All.Any(known => known.Name == column) || sweep.Spec.Find(column) is not null
            ? null
            : new Refusal(RefusalKind.Invalid, new Problem("order_by", column, "is no column of trials"));

    private static IComparable? Value(TrialRecord trial, string column) => column switch
    {
        "number" => trial.Trial.Number,
        "state" => trial.State.ToName(),
        "best_objective" => trial.BestObjective,
        "reached_at" => trial.ReachedAt,
        "trained_iterations" => trial.TrainedIterations,
        _ => trial.Trial.Point.Find(column) is { } value
            ? double.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var number) ? number : value.ToString()
            : throw new NotSupportedException(column),
    };

    private static bool Holds(IComparable? value, TrialFilter filter)
    {
        if (value is null)
            return filter.Value.Length == 0;
        var order = value is string text
            ? string.CompareOrdinal(text, filter.Value)
            : Convert.ToDouble(value, CultureInfo.InvariantCulture).CompareTo(double.Parse(filter.Value, CultureInfo.InvariantCulture));
        return filter.Comparison switch
        {
            FilterComparison.Equal => order == 0,
            FilterComparison.NotEqual => order != 0,
            FilterComparison.AtLeast => order >= 0,
            FilterComparison.AtMost => order <= 0,
            FilterComparison.Above => order > 0,
            _ => order < 0,
        };
    }

    private async Task<double?> BestAsync(SweepRecord sweep, CancellationToken cancellation)
    {
        var best = (await TableAsync(sweep, cancellation)).BestObjectives.Aggregate(sweep.Spec.Objective.Worst, sweep.Spec.Objective.Best);
        return double.IsFinite(best) ? best : null;
    }
}
