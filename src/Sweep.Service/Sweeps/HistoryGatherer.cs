using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Core.Specs.Reading;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Sweeps;

/// <summary>Finds the sweeps that a search is to begin with the results of, and takes over what fits.</summary>
public sealed class HistoryGatherer
{
    private const int MostCandidates = 10;
    private const string List = "`sweep list` shows them";

    private readonly ISweepStore? _store;
    private readonly List<SpecError> _errors = [];

    private HistoryGatherer(ISweepStore? store) => _store = store;

    /// <param name="store">Where they are; null where there is no database yet.</param>
    /// <param name="read">A spec that names some; where the rest of it is wrong, they are looked for all the same.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<HistoryReading> ReadAsync(ISweepStore? store, SpecReadResult read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(read);
        var gatherer = new HistoryGatherer(store);
        var history = await gatherer.ReadAsync(read, cancellation);
        return new HistoryReading(history, gatherer._errors);
    }

    private async Task<GatheredHistory?> ReadAsync(SpecReadResult read, CancellationToken cancellation)
    {
        List<(HistoryName Name, SweepRecord Sweep)> found = [];
        foreach (var name in read.History)
        {
            if (await FindAsync(name, cancellation) is not { } sweep)
                continue;
            if (found.Find(other => other.Sweep.Id == sweep.Id) is { Name: { } same })
                _errors.Add(name.Wrong($"is the sweep of {same.Path}", "leave one of them out"));
            else
                found.Add((name, sweep));
        }

        if (_errors.Count > 0 || read.Spec is not { } spec)
            return null;
        var builder = new HistoryBuilder(spec);
        var trials = 0L;
        foreach (var (name, sweep) in found)
        {
            trials += await _store!.CountTrialsAsync(sweep.Id, sweep.PlannedTrials, cancellation);
            if (trials > SpecLimits.HistoryTrials)
            {
                _errors.Add(name.Wrong(FormattableString.Invariant($"makes it {trials} trials, and {SpecLimits.HistoryTrials} are the most"), "name fewer sweeps, or smaller ones"));
                return null;
            }

            await TakeAsync(builder, name, sweep, cancellation);
        }

        return _errors.Count == 0 ? builder.ToHistory() : null;
    }

    private async Task TakeAsync(HistoryBuilder builder, HistoryName name, SweepRecord sweep, CancellationToken cancellation)
    {
        // What a search has chosen, its space learns with this.
        await _store!.ReadProposalsAsync(sweep.Id, sweep.Space, number: null, cancellation);
        var outcomes = await _store.ReadSearchOutcomesAsync(sweep.Id, sweep.Spec, new NumberRange(0, sweep.PlannedTrials), cancellation);
        if (builder.Add(sweep.Id, sweep.Space, outcomes) is { } why)
            _errors.Add(name.Wrong(why, "leave it out, or let the spec's parameters and objective be such as it has"));
    }

    private async Task<SweepRecord?> FindAsync(HistoryName name, CancellationToken cancellation)
    {
        if (_store is null)
            return Refuse(name, "is no sweep, as far as can be seen without a database", "leave it out, or name its database");
        var named = await _store.ListSweepsAsync(new SweepFilter { Name = name.Text }, cancellation);
        var ended = named.Where(sweep => sweep.State.IsFinal()).ToList();
        if (ended.Count > 1)
            return Refuse(name, FormattableString.Invariant($"is the name of {ended.Count} sweeps that have ended"), $"write the id of one: {IdsOf(ended)}");
        if ((ended.Count > 0 ? ended : named) is [var only, ..])
            return Ended(name, only);
        var started = SweepIds.Prefix(name.Text) is { } prefix
            ? await _store.ListSweepsAsync(new SweepFilter(IdPrefix: prefix, Limit: MostCandidates + 1), cancellation)
            : [];
        return started switch
        {
            [] => Refuse(name, $"is no sweep of {_store.Description}", List),
            [var one] => Ended(name, one),
            _ => Refuse(name, "is the start of several ids", $"write more of it: {IdsOf(started)}"),
        };
    }

    private SweepRecord? Ended(HistoryName name, SweepRecord sweep) => sweep.State.IsFinal()
        ? sweep
        : Refuse(name, $"is {sweep.State.ToName()}, and its results are not all there", "wait for its end, or cancel it");

    private SweepRecord? Refuse(HistoryName name, string rule, string remedy)
    {
        _errors.Add(name.Wrong(rule, remedy));
        return null;
    }

    private static string IdsOf(IReadOnlyList<SweepRecord> sweeps) =>
        string.Join(", ", sweeps.Take(MostCandidates).Select(sweep => sweep.Id.ToString("d"))) + (sweeps.Count > MostCandidates ? ", …" : "");
}
