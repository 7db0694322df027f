using Sweep.Core.Scheduling.Runners;
using Sweep.Core.Specs;
using Sweep.Grains.Contracts;

namespace Sweep.Benchmarks.Scale;

/// <summary>One sweep on a silo: carries out what its <see cref="RunnerState"/> decides.</summary>
internal sealed class SimulatedRunner : IDisposable
{
    private readonly SimulatedSilo _silo;
    private readonly VirtualTime _time;
    private readonly ScaleSettings _settings;
    private readonly ScaleCounts _counts;
    private readonly RunnerState _state;
    private long _sent;
    private bool _isWoken;
    private bool _isLeft;

    public SimulatedRunner(SimulatedSilo silo, SimulatedOwner owner, SearchSpace space, VirtualTime time, ScaleSettings settings, ScaleCounts counts)
    {
        (_silo, Owner, _time, _settings, _counts) = (silo, owner, time, settings, counts);
        _state = new RunnerState(owner.Sweep, space, silo.Resources, Wake);

        // The board looks now and then, and tells all silos at once; each then reads the spec, of a database that has one to give after another.
        _time.After(settings.Costs.BoardPeriod / 2 + 2 * settings.Costs.Hop + (silo.Number + 1) * settings.Costs.SpecRead, Beat);
    }

    public SimulatedOwner Owner { get; }

    private bool IsGone => _isLeft || _silo.DiedAt is not null;

    public void Dispose() => _state.Dispose();

    public void Ended(LeasedRun run, double seconds)
    {
        _state.Ended(run, new TrialEnd(seconds));
        Wake();
    }

    private void Beat()
    {
        if (IsGone)
            return;
        Wake();
        _time.After(RunnerState.Heartbeat, Beat);
    }

    private void Wake()
    {
        if (_isWoken || IsGone)
            return;
        _isWoken = true;
        _time.After(TimeSpan.Zero, Turn);
    }

    private void Turn()
    {
        _isWoken = false;
        if (IsGone)
            return;
        var turn = _state.Next();
        foreach (var run in turn.Start)
            _silo.Start(this, run);
        foreach (var lease in turn.GiveBack)
        {
            Send(() => Owner.GiveBack(lease));
            _silo.Resources.Leases.Forget([lease]);
        }

        if (turn.Pull is { } figures)
            Pull(figures);
        if (turn.Watch is { } news)
            Send(() => Owner.Watch(news, hasNews => Receive(() => _state.Watched(hasNews))));
        _isLeft = turn.IsLast;
    }

    private void Pull(PullFigures figures)
    {
        var request = new PullRequest(
            _silo.Key.ToString(), _silo.Slots, figures.Cost, figures.SecondsPerCost, _silo.Resources.Leases.HeldOf(Owner.Sweep), [],
            Turn: _time.GetTimestamp(), Idle: figures.Idle, IsAlone: figures.IsAlone);
        if (ScaleSettings.Share(~_sent++ * 1_000_003 + _silo.Key.GetHashCode()) < _settings.Lost)
        {
            _time.After(_settings.Costs.CallTimeout, () => Receive(_state.Unanswered));
            return;
        }

        Send(() => Owner.Pull(request, (state, grants, news, silos) => Receive(() => _state.Answered(state, grants, news, null, silos))));
    }

    private void Send(Action call) => _time.After(Delay(), call);

    private void Receive(Action answer) => _time.After(Delay(), () =>
    {
        if (IsGone)
            return;
        answer();
        Wake();
    });

    private double Delay() =>
        _settings.Costs.Hop + (_settings.Late > 0 && ScaleSettings.Share(_sent++ * 7_919 + _silo.Key.GetHashCode()) < _settings.Late ? 1 : 0);
}
