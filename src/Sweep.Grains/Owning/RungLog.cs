using Sweep.Core.Pruners;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Owning;

/// <summary>
/// The verdicts that are in the store, in the order in which they came there, so that each silo is told of those that it has not heard of. One that is full
/// begins anew under another id, by which silos see that they are to tell of all that wait there.
/// </summary>
/// <param name="most">When it is full.</param>
internal sealed class RungLog(int most = 100_000)
{
    private readonly List<(long Number, int Rung, RungDecision Decision)> _verdicts = [];
    private readonly HashSet<long> _unstored = [];
    private Guid _keeper = Guid.NewGuid();

    /// <summary>These are decided, and nobody may hear of them before they are stored.</summary>
    public void Begin(IEnumerable<RungVerdict> verdicts)
    {
        foreach (var verdict in verdicts)
            _unstored.Add(verdict.Number);
    }

    /// <summary>They are in the store.</summary>
    public void Add(IReadOnlyCollection<RungVerdict> verdicts)
    {
        if (_verdicts.Count > 0 && _verdicts.Count + verdicts.Count > most)
        {
            _keeper = Guid.NewGuid();
            _verdicts.Clear();
        }

        foreach (var verdict in verdicts)
        {
            _unstored.Remove(verdict.Number);
            _verdicts.Add((verdict.Number, verdict.Rung, verdict.Decision));
        }
    }

    /// <summary>What a silo has not heard of.</summary>
    /// <param name="report">What it has told; it has been noted.</param>
    /// <param name="find">What was decided about a trial at a rung; null where it is not decided.</param>
    public RungReply After(RungReport report, Func<long, int, RungVerdict?> find)
    {
        var (numbers, rungs, decisions) = (new List<long>(), new List<int>(), new List<int>());
        void Say(long number, int rung, RungDecision decision)
        {
            numbers.Add(number);
            rungs.Add(rung);
            decisions.Add((int)decision);
        }

        if (report.Keeper == _keeper)
        {
            for (var k = (int)report.Known; k < _verdicts.Count; k++)
                Say(_verdicts[k].Number, _verdicts[k].Rung, _verdicts[k].Decision);
        }

        // What another silo has told before, and what it had told to an owner before.
        for (var k = 0; k < report.Numbers.Length; k++)
        {
            if (!_unstored.Contains(report.Numbers[k]) && find(report.Numbers[k], report.Rungs[k]) is { } verdict)
                Say(verdict.Number, verdict.Rung, verdict.Decision);
        }

        return new RungReply(_keeper, _verdicts.Count, [.. numbers], [.. rungs], [.. decisions]);
    }

    /// <summary>Whether a silo with this reply has not heard of all.</summary>
    public bool HasMore(Guid keeper, long known) => keeper != _keeper || known < _verdicts.Count;
}
