using System.Diagnostics;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>One attempt of a command at a run: the thread that advances it reads what the process reports, and nothing else does.</summary>
public sealed class CommandRun : ITrainingRun
{
    private const int TickMilliseconds = 50;

    private readonly string _name;
    private readonly CommandLimits _limits;
    private readonly TrainingOrder _order;
    private readonly string _mark;
    private readonly CommandFiles _files;
    private readonly CommandReports _reports;
    private readonly Func<ProcessStart> _start;
    private CommandProcess? _process;
    private TrainerException? _failure;
    private long _started;
    private double _cpuSeconds;
    private volatile StopReason _stopReason;
    private volatile bool _isFinished;
    private bool _isDisposed;

    internal CommandRun(string name, CommandLimits limits, TrainingOrder order, string mark, CommandFiles files, Func<ProcessStart> start)
    {
        (_name, _limits, _order, _mark, _files, _start) = (name, limits, order, mark, files, start);
        _reports = new CommandReports(files, order.Objective.Metric);
    }

    /// <inheritdoc/>
    public int Step => _reports.Step;

    /// <inheritdoc/>
    public int? Steps => HasStops ? _order.Stops[^1] : null;

    /// <inheritdoc/>
    public double Value => _reports.Value;

    /// <inheritdoc/>
    public bool IsFinished => _isFinished;

    /// <inheritdoc/>
    public bool KeepsOwnState => true;

    /// <inheritdoc/>
    public double OtherCpuSeconds => _process?.CpuSeconds ?? Volatile.Read(ref _cpuSeconds);

    /// <summary>True once it has said that training ends of its own accord.</summary>
    internal bool HasStopped => _reports.Log.Stopped is not null;

    /// <summary>True where no other attempt can follow.</summary>
    internal bool EndsTrial => _isFinished || _failure?.Failure == TrainerFailure.Final;

    private bool HasStops => !_order.Stops.IsDefaultOrEmpty;

    /// <inheritdoc/>
    public void NoteStop(StopReason reason) => _stopReason = reason;

    /// <inheritdoc/>
    public void AdvanceTo(int step, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_failure is not null)
            throw _failure;
        while (!_isFinished && (step >= (Steps ?? int.MaxValue) || _reports.Log.LastStep < step))
        {
            if (cancellation.IsCancellationRequested)
            {
                Stop(_stopReason);
                throw new OperationCanceledException(cancellation);
            }

            Look();
        }
    }

    /// <inheritdoc/>
    public TrialResult ResultAt(int step)
    {
        var isEnd = !HasStops || step >= _order.Stops[^1];
        try
        {
            var result = _reports.Log.ResultAt(step, isEnd, _order.Objectives, _order.Target);
            return isEnd ? result with { LogTail = _reports.LogTail } : result;
        }
        catch (ReportException missing)
        {
            throw new TrainerException($"{_name}: {missing.Message}", TrainerFailure.Final, _reports.LogTail);
        }
    }

    /// <inheritdoc/>
    public RunCheckpoint? Checkpoint(int fromPoint) => null;

    /// <summary>Kills what still runs, and takes away what the attempt had on disk; where no other attempt can follow, what the trial had too.</summary>
    public void Dispose() => End(EndsTrial);

    internal void End(bool endsTrial)
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        End();
        _reports.Dispose();
        if (endsTrial)
            _files.EndTrial();
        else
            _files.Dispose();
    }

    /// <summary>Starts its process, once.</summary>
    internal void Start()
    {
        if (_started != 0)
            return;
        _process = CommandTrainer.Translated(_name, () => CommandProcess.Start(_start(), _mark, _reports.TakeOutput, _reports.TakeError));
        _started = Stopwatch.GetTimestamp();
    }

    private void Look()
    {
        try
        {
            var runs = _process!.Wait(TickMilliseconds);
            var isMore = _reports.Look();
            if (!runs)
                Finish();
            else if (!isMore)
                CheckLimits();
        }
        catch (ReportException wrong)
        {
            throw Failed(wrong.Message, TrainerFailure.Final);
        }
    }

    private void Finish()
    {
        _reports.BeginToEnd();
        var end = _process!.Finish(isThorough: false);
        _reports.End(withLastLine: end.IsDone);
        End();
        if (!end.IsDone)
            throw Failed($"{end}; {_reports.LastWords}{MemoryHint()}", end.Failure);
        if (_reports.Wrong is { } wrong)
            throw Failed(wrong.Message, TrainerFailure.Final);
        _isFinished = true;
    }

    private void CheckLimits()
    {
        if (_limits.Time is { } time && Stopwatch.GetElapsedTime(_started) > time)
            Exceeded($"had not ended after {time}, the limit of limits.time");
        if (_limits.Silence is { } silence && _reports.Silence > silence)
        {
            Exceeded(
                $"reported nothing for {silence}, the limit of limits.silence; "
                + "output that waits in its buffer is not seen, so flush it or append to the file of SWEEP_REPORT_FILE");
        }
    }

    private void Exceeded(string what)
    {
        Stop(StopReason.Limit);
        throw Failed(what, TrainerFailure.Retry);
    }

    /// <summary>Asks it to stop, gives it its time to do so, and kills it then.</summary>
    private void Stop(StopReason reason)
    {
        _reports.BeginToEnd();
        _files.WriteStop(reason);
        _process!.Terminate();
        if (!_process.EndsWithin(_limits.StopWithin))
            _process.Kill();
        _process.Finish(isThorough: true);
        _reports.End(withLastLine: false);
        Failed($"was stopped: {reason.Name()}", TrainerFailure.Retry);
    }

    private TrainerException Failed(string what, TrainerFailure failure)
    {
        End();
        return _failure = new TrainerException($"{_name}: {what}", failure, _reports.LogTail);
    }

    private void End()
    {
        if (_process is not { } process)
            return;
        process.Dispose();
        Volatile.Write(ref _cpuSeconds, process.CpuSeconds);
        _process = null;
    }

    private string MemoryHint() => _limits.Memory is { } memory ? $" (limits.memory gives it {memory} bytes)" : "";
}
