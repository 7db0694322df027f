using Sweep.Core.Pruners;
using Sweep.Grains.Contracts;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>
/// The hands of a sweep's <see cref="PrunerJudge"/>: what it decides is in the store before any silo hears of it. Calls may interleave where they wait for
/// the store.
/// </summary>
internal sealed class RungKeeper
{
    private readonly Guid _sweepId;
    private readonly OwnedSweep _owned;
    private readonly IRungStore _store;
    private readonly PrunerJudge _judge;
    private readonly RungLog _log = new();
    private List<RungVerdict> _unstored = [];
    private Task<bool> _storing = Task.FromResult(false);

    private RungKeeper(Guid sweepId, OwnedSweep owned, IRungStore store, PrunerJudge judge) =>
        (_sweepId, _owned, _store, _judge) = (sweepId, owned, store, judge);

    /// <summary>With what was decided before; null where the sweep prunes nothing.</summary>
    public static async Task<RungKeeper?> ReadAsync(Guid sweepId, OwnedSweep owned, IRungStore store)
    {
        var spec = owned.Space.Spec;
        if (spec.Rungs() is not { } plan)
            return null;
        var judge = new PrunerJudge(plan, spec.Objective, spec.Target, owned.Stock.Planned);
        judge.TakeUp(await store.ReadRungsAsync(sweepId, number: null, CancellationToken.None));
        return new RungKeeper(sweepId, owned, store, judge);
    }

    /// <summary>Notes what trials show at rungs, and decides what can be decided; false where nothing was.</summary>
    public async Task<bool> HearAsync(RungReport report)
    {
        for (var k = 0; k < report.Numbers.Length; k++)
            _judge.Reach(report.Numbers[k], report.Rungs[k], new RungValue(report.Last[k], report.Best[k], report.Mean[k]));
        return await DecideAsync();
    }

    /// <summary>What a silo that was heard has not heard of.</summary>
    public RungReply After(RungReport report) => _log.After(report, _judge.Find);

    /// <summary>Whether a silo with this reply has not heard of all.</summary>
    public bool HasMore(Guid keeper, long known) => _log.HasMore(keeper, known);

    /// <summary>Trials have ended: what waits for them may be decided now. True where anything was.</summary>
    public async Task<bool> EndedAsync(IEnumerable<long> numbers)
    {
        foreach (var number in numbers)
            _judge.Forget(number);
        long[] ended = [.. _judge.Awaited().Where(_owned.Stock.IsFinished)];
        if (ended.Length == 0)
            return await DecideAsync();
        foreach (var outcome in await _store.ReadRungOutcomesAsync(_sweepId, ended, CancellationToken.None))
            _judge.End(outcome.Number, outcome.FinalObjective);
        return await DecideAsync();
    }

    private Task<bool> DecideAsync()
    {
        var decided = _judge.Decide();
        _log.Begin(decided);
        _unstored.AddRange(decided);
        return _unstored.Count == 0 ? Task.FromResult(false) : _storing = StoreAfterAsync(_storing);
    }

    /// <summary>While one transaction is under way, what the next is to have gathers.</summary>
    private async Task<bool> StoreAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return await StoreAsync();
    }

    private async Task<bool> StoreAsync()
    {
        if (_unstored.Count == 0 || _owned.IsLost)
            return false;
        var verdicts = _unstored;
        _unstored = [];
        var isStored = false;
        try
        {
            isStored = await _store.AddRungsAsync(_sweepId, _owned.Epoch, verdicts, CancellationToken.None);
            _owned.IsLost |= !isStored;
        }
        finally
        {
            // They may be there although no answer came: those that are stay as they are.
            if (!isStored)
                _unstored.InsertRange(0, verdicts);
        }

        if (isStored)
            _log.Add(verdicts);
        return isStored;
    }
}
