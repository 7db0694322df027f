using System.Diagnostics;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Core.Trainers.Stepping;

/// <summary>One attempt of a <see cref="StepTrainer"/> at a run.</summary>
internal sealed class StepRun : ITrainingRun
{
    // After so long its caller may look about, where there is a state to keep if the trainer has any at all.
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestLookPeriod = TimeSpan.FromSeconds(5);

    private readonly TrainingOrder _order;
    private readonly ReportLog _log = new();
    private readonly IEnumerator<StepReport> _reports;
    private int _step;
    private double _value = double.NaN;
    private volatile Func<byte[]>? _state;
    private bool _hasStates;
    private volatile bool _isFinished;

    /// <param name="order">What is to be trained.</param>
    /// <param name="reports">Those that are still to come.</param>
    /// <param name="from">After which they come; null for the beginning.</param>
    public StepRun(TrainingOrder order, IEnumerable<StepReport> reports, StepState? from = null)
    {
        (_order, _reports) = (order, reports.GetEnumerator());
        if (from is null)
            return;
        _log.TakeUp(from.Metrics, from.Step);
        (_step, _value) = (from.Step, _log.LastOf(order.Objective.Metric));
    }

    public int Step => Volatile.Read(ref _step);

    public int? Steps => _order.Stops.IsEmpty ? null : _order.Stops[^1];

    public double Value => Volatile.Read(ref _value);

    public bool IsFinished => _isFinished;

    /// <summary>Nothing is lost by a cancel that a checkpoint would have kept.</summary>
    public bool KeepsOwnState => _state is null;

    public double OtherCpuSeconds => 0;

    public void AdvanceTo(int step, CancellationToken cancellation)
    {
        var entered = Stopwatch.GetTimestamp();
        while (!_isFinished && (step >= (Steps ?? int.MaxValue) || _log.LastStep < step))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_reports.MoveNext())
            {
                _isFinished = true;
                return;
            }

            Take(_reports.Current);
            var since = Stopwatch.GetElapsedTime(entered);
            if (since >= LongestLookPeriod || (since >= LookPeriod && (_state is not null || !_hasStates)))
                return;
        }
    }

    public TrialResult ResultAt(int step)
    {
        try
        {
            return _log.ResultAt(step, _order.Stops.IsEmpty || step >= _order.Stops[^1], _order.Objectives, _order.Target);
        }
        catch (ReportException missing)
        {
            throw new TrainerException(missing.Message, TrainerFailure.Final);
        }
    }

    public RunCheckpoint? Checkpoint(int fromPoint) =>
        _state is { } make ? new RunCheckpoint(Step, new StepState(Step, Made(make), _log.Curves).ToBytes(), null) : null;

    public void Dispose() => _reports.Dispose();

    private byte[] Made(Func<byte[]> make)
    {
        try
        {
            return make() ?? throw new TrainerException($"the state of step {Step} is null: return bytes, or report no state", TrainerFailure.Final);
        }
        catch (Exception failure) when (failure is not (TrainerException or OutOfMemoryException))
        {
            throw new TrainerException($"the state of step {Step} cannot be made: {failure.GetType().Name}: {failure.Message}", TrainerFailure.Final);
        }
    }

    private void Take(StepReport report)
    {
        try
        {
            _log.Add(report.Step, report.Metrics);
        }
        catch (ReportException wrong)
        {
            throw new TrainerException(wrong.Message, TrainerFailure.Final);
        }

        Volatile.Write(ref _step, report.Step);
        Volatile.Write(ref _value, _log.LastOf(_order.Objective.Metric));
        _state = report.State;
        _hasStates |= _state is not null;
        if (report.Step >= (Steps ?? int.MaxValue))
            _isFinished = true;
    }
}
