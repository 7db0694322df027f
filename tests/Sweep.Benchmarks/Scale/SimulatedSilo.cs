using Sweep.Core.Curves;
using Sweep.Core.Scheduling;
using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;

namespace Sweep.Benchmarks.Scale;

/// <summary>A silo: the real <see cref="RunnerState"/> of each sweep decides, its slots and its store are waits.</summary>
internal sealed class SimulatedSilo : IDisposable
{
    private readonly VirtualTime _time;
    private readonly ScaleSettings _settings;
    private readonly ScaleCounts _counts;
    private readonly List<SimulatedRunner> _runners = [];
    private readonly Queue<(SimulatedRunner Runner, LeasedRun Run)> _line = new();
    private readonly SimulatedWriter _writer;
    private readonly HashSet<(Guid Sweep, long Number, TimeSpan Since)> _training = [];
    private int _free;

    public SimulatedSilo(int number, VirtualTime time, ScaleSettings settings, ScaleCounts counts)
    {
        (Number, _time, _settings, _counts, _free) = (number, time, settings, counts, settings.Slots);
        Key = new SiloKey(FormattableString.Invariant($"silo-{number}"), "1", "1", FormattableString.Invariant($"10.0.0.{number}:11111@1"));
        Resources = new SiloResources(
            new SlotShare(settings.Slots), new MemoryBudget(MemoryRoom.Unlimited, time), new StartTrouble(time), new LeaseTracker(), new ClusterSize(),
            CurveEncoding.Pieces, WorkPacing.FirstSecondsPerCost, TimeSpan.FromSeconds(30), time);
        _writer = new SimulatedWriter(time, settings, counts, Resources, () => _free == settings.Slots);
    }

    /// <summary>Its place among the silos.</summary>
    public int Number { get; }

    public SiloKey Key { get; }

    public SiloResources Resources { get; }

    public int Slots => _settings.Slots;

    /// <summary>When it died; null while it lives.</summary>
    public TimeSpan? DiedAt { get; private set; }

    public void Join(SimulatedOwner owner, SearchSpace space) => _runners.Add(new SimulatedRunner(this, owner, space, _time, _settings, _counts));

    public void Dispose() => _runners.ForEach(runner => runner.Dispose());

    public void Die()
    {
        DiedAt = _time.Now;
        foreach (var (_, _, since) in _training)
            _counts.LostSeconds += (_time.Now - since).TotalSeconds;
    }

    /// <summary>A run of a sweep waits for a slot.</summary>
    public void Start(SimulatedRunner runner, LeasedRun run)
    {
        _line.Enqueue((runner, run));
        Fill();
    }

    private void Fill()
    {
        while (_free > 0 && _line.TryDequeue(out var next))
        {
            _free--;
            Train(next.Runner, next.Run);
        }
    }

    private void Train(SimulatedRunner runner, LeasedRun run)
    {
        var number = run.Longest.Number;
        if (runner.Owner.Lost.Remove(number, out var died))
            _counts.Moves.Add((_time.Now - died).TotalSeconds);
        var (length, since) = (_settings.LengthOf(number), _time.Now);
        _training.Add((runner.Owner.Sweep, number, since));
        _counts.FirstStart = since < _counts.FirstStart ? since : _counts.FirstStart;
        _time.After(length, () =>
        {
            if (DiedAt is not null)
                return;
            _training.Remove((runner.Owner.Sweep, number, since));
            _counts.SlotSeconds += length;
            _counts.LastEnd = _time.Now;
            _counts.BySweep[runner.Owner.Sweep] = _counts.BySweep.GetValueOrDefault(runner.Owner.Sweep) + length;
            _writer.Add(runner, run);
            runner.Ended(run, length);
            _time.After(_settings.Costs.SlotGap, () =>
            {
                _free++;
                Fill();
            });
        });
    }
}
