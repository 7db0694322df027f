using Sweep.Core.Trainers;

namespace Sweep.Grains.Processes;

/// <summary>
/// One attempt of a command at a run that is looked at on its way: a process to each such step, which is asked for as many steps and goes on from the
/// checkpoint of the one before. Between two of them there is none, so that who waits takes neither a core nor memory.
/// </summary>
internal sealed class CommandCourse : ITrainingRun
{
    private readonly TrainingOrder _order;
    private readonly Func<Func<int, TrainingOrder>, CommandRun> _open;
    private volatile CommandRun _leg;
    private volatile StopReason _stopReason;
    private double _cpuSeconds;

    /// <param name="order">With the steps where it pauses.</param>
    /// <param name="open">Opens an attempt, which is to be started; what it is asked for is told by the step from which it goes on.</param>
    public CommandCourse(TrainingOrder order, Func<Func<int, TrainingOrder>, CommandRun> open) => (_order, _open, _leg) = (order, open, open(LegOf(order)));

    /// <inheritdoc/>
    public int Step => _leg.IsFinished && !_leg.HasStopped ? Math.Max(_leg.Step, Target) : _leg.Step;

    /// <inheritdoc/>
    public int? Steps => _order.Stops[^1];

    /// <inheritdoc/>
    public double Value => _leg.Value;

    /// <inheritdoc/>
    public bool IsFinished => _leg.IsFinished && (_leg.HasStopped || Target == Steps);

    /// <inheritdoc/>
    public bool KeepsOwnState => true;

    /// <inheritdoc/>
    public double OtherCpuSeconds => Volatile.Read(ref _cpuSeconds) + _leg.OtherCpuSeconds;

    private int Target => _leg.Steps!.Value;

    /// <inheritdoc/>
    public void NoteStop(StopReason reason)
    {
        _stopReason = reason;
        _leg.NoteStop(reason);
    }

    /// <inheritdoc/>
    public void AdvanceTo(int step, CancellationToken cancellation)
    {
        while (!IsFinished && (Step < step || (!_leg.IsFinished && step >= Target)))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_leg.IsFinished)
                GoOn();
            _leg.Start();
            _leg.AdvanceTo(Math.Min(step, Target), cancellation);

            // What it was asked for is there once its process has ended, and with it the checkpoint.
            if (_leg.Step >= Target)
                _leg.AdvanceTo(Target, cancellation);
        }
    }

    /// <inheritdoc/>
    public TrialResult ResultAt(int step) => _leg.ResultAt(step);

    /// <inheritdoc/>
    public RunCheckpoint? Checkpoint(int fromPoint) => null;

    /// <summary>Ends the process, if there is one; checkpoints stay where another attempt may go on from them.</summary>
    public void Dispose() => _leg.End(endsTrial: IsFinished || (!_leg.IsFinished && _leg.EndsTrial) || _stopReason == StopReason.Pruned);

    private static Func<int, TrainingOrder> LegOf(TrainingOrder order) => from =>
        order with { Stops = [order.Pauses.Where(step => step > from).Append(order.Stops[^1]).First()], Pauses = [] };

    private void GoOn()
    {
        var (before, asked) = (_leg, Target);
        before.End(endsTrial: false);

        // Where it has left no checkpoint it begins anew, and is asked for more all the same.
        var next = _open(from => LegOf(_order)(Math.Max(from, asked)));
        next.NoteStop(_stopReason);
        _leg = next;
        Volatile.Write(ref _cpuSeconds, _cpuSeconds + before.OtherCpuSeconds);
    }
}
