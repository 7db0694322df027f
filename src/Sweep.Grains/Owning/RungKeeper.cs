using Sweep.Core.Pruners;
using Sweep.Grains.Contracts;
using Sweep.Storage;

namespace Sweep.Grains.Owning;

/// <summary>The hands of a sweep's <see cref="PrunerJudge"/>: what it decides is in the store before any silo hears of it.</summary>
internal sealed class RungKeeper
{
    private const int Undecided = -1;

    private readonly Guid _sweepId;
    private readonly OwnedSweep _owned;
    private readonly IRungStore _store;
    private readonly PrunerJudge _judge;
    private readonly List<RungVerdict> _unstored = [];

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

    /// <summary>Notes what trials show at rungs, and says what is decided about them; null where the epoch was lost.</summary>
    public async Task<int[]?> HearAsync(RungReport report)
    {
        for (var k = 0; k < report.Numbers.Length; k++)
            _judge.Reach(report.Numbers[k], report.Rungs[k], new RungValue(report.Last[k], report.Best[k], report.Mean[k]));
        await DecideAsync();
        return _owned.IsActive
            ? [.. report.Numbers.Select((number, k) => _judge.Find(number, report.Rungs[k]) is { } verdict ? (int)verdict.Decision : Undecided)]
            : null;
    }

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

    private async Task<bool> DecideAsync()
    {
        _unstored.AddRange(_judge.Decide());
        if (_unstored.Count == 0)
            return false;
        if (!await _store.AddRungsAsync(_sweepId, _owned.Epoch, _unstored, CancellationToken.None))
        {
            _owned.IsLost = true;
            return false;
        }

        _unstored.Clear();
        return true;
    }
}
