using Sweep.Core.Scheduling;
using Sweep.Core.Specs;

namespace Sweep.Core.Tests.Scheduling;

/// <summary>
/// A sweep of runs of one or several trials on three silos that die, hang, are cut off and come back; whose messages come late, again or
/// never; whose owner is lost now and then; whose failed trials are tried again; with a store that fails. What the owner's desk does of it is
/// watched by <see cref="DeskJudge"/>.
/// </summary>
internal sealed class DeskWorld
{
    private const int Silos = 3;

    private static readonly double[] Waits = [0.1, 0.6, 2, 6, 25, 61];
    private static readonly MemoryRoom Small = new(1 << 20, 1 << 20);

    private readonly SearchSpace _space;
    private readonly RunMap _runs;
    private readonly DeskStore _store;
    private readonly DeskJudge _judge;
    private readonly int _smallSilos;
    private readonly DeskSilo[] _silos;
    private readonly List<DeskSilo> _expelled = [];
    private readonly Dictionary<SiloKey, SiloFate> _fates = [];
    private readonly List<Action<DeskOwner>> _messages = [];
    private DeskOwner? _owner;
    private bool _isRunning = true;
    private TimeSpan _now = TimeSpan.FromDays(1);
    private int _born;

    /// <param name="replicates">Runs of each of the kinds.</param>
    /// <param name="iterations">Of the trials of a run, in whatever order.</param>
    /// <param name="samples">Their kinds: what comes later in the grid may be leased earlier.</param>
    /// <param name="limit">See <see cref="SweepSpec.MaxConcurrent"/>.</param>
    /// <param name="smallSilos">Silos of little memory.</param>
    /// <param name="histories">What the runs have lost before, one after the other; most values stand for nothing.</param>
    public DeskWorld(int replicates, int[] iterations, int[] samples, int? limit, int smallSilos, int[] histories)
    {
        _smallSilos = smallSilos;
        _space = DeskSpecs.Space(replicates, iterations, limit, samples);
        _runs = new RunMap(_space);
        _store = new DeskStore((int)_space.PlannedTrials);
        _judge = new DeskJudge(_space, _runs, _store);
        foreach (var (run, history) in _runs.All.Zip(histories))
            Remember(run, history);
        _silos = [.. Enumerable.Range(0, Silos).Select(Birth)];
    }

    public int Losses => _judge.Deaths;

    public int GivenUp => _judge.GivenUp;

    public void Step(DeskStep what, int which, int how)
    {
        // Those that were expelled go on for a while: they train and commit, but ask for nothing.
        var any = which % (Silos + _expelled.Count);
        var worker = any < Silos ? _silos[any] : _expelled[any - Silos];
        var silo = _silos[which % Silos];
        switch (what)
        {
            case DeskStep.Pull when !silo.IsHung:
                Pull(silo, how);
                break;
            case DeskStep.Train when !worker.IsHung:
                Finish(worker, 1 + how % 3, how / 3);
                break;
            case DeskStep.Message when _messages.Count > 0:
                var message = _messages[how % _messages.Count];
                _messages.Remove(message);
                Tell(message);
                break;
            case DeskStep.GiveBack when silo is { IsHung: false, Held.Count: > 0 }:
                GiveBack(silo, silo.Held.ElementAt(how % silo.Held.Count));
                break;
            case DeskStep.Lose when silo is { IsHung: false, Training.Count: > 0 }:
                var run = silo.Training[how % silo.Training.Count];
                Tell(owner => owner.Lose(run.Lease, run.Longest));
                if (silo.Leave(run, silo.LeftOf(run)))
                    GiveBack(silo, run.Lease);
                silo.Start();
                break;
            case DeskStep.Checkpoint when silo.Training.Count > 0:
                _store.SaveCheckpoint(silo.Training[0].Lease, silo.Training[0].Longest);
                break;
            case DeskStep.Die:
                if (_fates[silo.Key] == SiloFate.Alive)
                    _fates[silo.Key] = SiloFate.Dead;
                _silos[which % Silos] = Birth(which % Silos);
                break;
            case DeskStep.Expel:
                _fates[silo.Key] = SiloFate.Expelled;
                _expelled.Add(silo);
                _silos[which % Silos] = Birth(which % Silos);
                break;
            case DeskStep.Hang:
                silo.IsHung = !silo.IsHung;
                break;
            case DeskStep.Wait:
                _now += TimeSpan.FromSeconds(Waits[how % Waits.Length]);
                break;
            case DeskStep.Check:
                _now += TimeSpan.FromSeconds(1);
                Tell(owner => owner.Check());
                break;
            case DeskStep.LoseOwner:
                LoseOwner();
                break;
            case DeskStep.Retry:
                Retry();
                break;
            case DeskStep.Pause:
                _isRunning = !_isRunning;
                break;
            case DeskStep.FailStore:
                _store.Fail(how % 6, how % 12 < 6);
                break;
        }

        Assess();
    }

    /// <summary>All is well from now on: everything that is planned gets its row before long, and the owner knows.</summary>
    public void Heal()
    {
        _store.Mend();
        _isRunning = true;
        foreach (var silo in _silos)
            silo.IsHung = false;
        for (var round = 0; round < 200 && _owner?.Stock.IsComplete != true; round++)
        {
            _now += TimeSpan.FromSeconds(3);
            Tell(owner => owner.Check());
            foreach (var silo in _silos)
            {
                Pull(silo, how: 7);
                while (silo.Training.Count > 0)
                    Finish(silo, 2, how: 3);
                Assess();
            }
        }

        Assert.Equal(_space.PlannedTrials, _store.Rows.Count);
        Assert.True(_owner!.Stock.IsComplete, "the owner does not know that all is done");
    }

    /// <summary>One loss more, or one death more alone, may be one too many; not of a run that has made checkpoints.</summary>
    private void Remember(long[] run, int history)
    {
        if (history is 0 or 1)
            _store.Remember(run, LossCause.TrialLost, TrialLosses.MostLossesInARow - 1, hasProgressed: history == 1);
        if (history is not (2 or 3))
            return;
        _store.Remember(run, LossCause.SiloLost, 2);
        if (history == 2)
            _store.Remember(run, LossCause.SiloLost, TrialLosses.MostDeathsAlone - 1, isAlone: true);
        else
            _store.Remember(run, LossCause.TrialLost, TrialLosses.MostLossesInARow - 1, isAlone: true);
    }

    private DeskSilo Birth(int place)
    {
        var key = SiloKey.Parse(FormattableString.Invariant($"machine-{place}/1/{++_born}"));
        _fates[key] = _born % 4 == 0 ? SiloFate.Unknown : SiloFate.Alive;
        return new DeskSilo(key, place < _smallSilos ? Small : MemoryRoom.Unlimited, _space.Spec.MaxConcurrent is not null, _runs);
    }

    private void Pull(DeskSilo silo, int how)
    {
        var pull = silo.Ask(cost: how % 5 * 4);
        if (how % 8 == 1)
            _messages.Add(owner => owner.Pull(pull));
        else if (Tell(owner => owner.Pull(pull)) is { } reply && how % 8 != 2)
            silo.Take(reply.Leases, reply.Places);
    }

    /// <summary>
    /// Some runs get on: results of a few of their trials are committed, of each run the shorter ones first; or all the rest of one fails.
    /// </summary>
    private void Finish(DeskSilo silo, int most, int how)
    {
        var done = silo.Training.Take(most).Select((run, place) => (Run: run, Numbers: silo.LeftOf(run).Take(1 + (how / 4 + place) % 4).ToArray())).ToArray();
        long[] failed = [];
        if (how % 9 == 4 && done.Length > 0)
        {
            done[0].Numbers = silo.LeftOf(done[0].Run);
            failed = [.. done[0].Numbers.Skip(how % 3)];
        }

        long[] numbers = [.. done.SelectMany(run => run.Numbers)];
        Guid[] ended = [.. done.Select(run => run.Run.Lease).Distinct().Where(lease => silo.Ends(lease, numbers))];
        try
        {
            _store.Commit(numbers, failed, ended);
        }
        catch (StoreAwayException)
        {
            // It is tried again.
            return;
        }

        foreach (var (run, results) in done)
            silo.Leave(run, results);
        silo.Start();
        void Notice(DeskOwner owner) => owner.Committed(numbers, ended);
        if (how % 4 is 1 or 2)
            _messages.Add(Notice);
        if (how % 4 is 2 or 3)
            Tell(Notice);
    }

    private void Retry()
    {
        try
        {
            _store.ForgetFailed();
        }
        catch (StoreAwayException)
        {
            // Whether it was done is not known.
        }

        // Its epoch is over.
        LoseOwner();
    }

    /// <summary>What is on its way to an owner dies with it.</summary>
    private void LoseOwner()
    {
        _owner = null;
        _messages.Clear();
    }

    private void GiveBack(DeskSilo silo, Guid lease)
    {
        silo.Drop(lease);
        silo.Start();
        Tell(owner => owner.GiveBack(lease));
    }

    private void Tell(Action<DeskOwner> message) => Tell<object>(owner =>
    {
        message(owner);
        return null;
    });

    private T? Tell<T>(Func<DeskOwner, T?> message)
    {
        try
        {
            _owner ??= new DeskOwner(_space, _store, _judge, silo => _fates[silo], () => _now);
            _owner.IsRunning = _isRunning;
            return message(_owner);
        }
        catch (StoreAwayException)
        {
            return default;
        }
    }

    private void Assess()
    {
        if (_owner is not null)
            _judge.Check(_owner);
        var training = _silos.SelectMany(silo => silo.Training).Count(trial => _store.Leases.ContainsKey(trial.Lease));
        Assert.InRange(training, 0, _space.Spec.MaxConcurrent ?? int.MaxValue);
    }
}
