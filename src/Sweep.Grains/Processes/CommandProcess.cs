using System.Diagnostics;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>A command's process with its output: waited for and read by one thread.</summary>
internal sealed class CommandProcess : IDisposable
{
    private static readonly TimeSpan DrainWithin = TimeSpan.FromSeconds(1);

    /// <summary>Nothing for so long after all of the group is dead: what holds the pipe has left the session.</summary>
    private const int QuietMilliseconds = 200;

    private readonly OutputPump _pump;
    private readonly string _mark;
    private readonly ChildProcess _child;

    private CommandProcess(ChildProcess child, OutputPump pump, string mark) => (_child, _pump, _mark) = (child, pump, mark);

    public double CpuSeconds => _child.CpuSeconds;

    public static CommandProcess Start(ProcessStart start, string mark, LineTaker takeOutput, LineTaker takeError)
    {
        var pump = new OutputPump(ReportLimits.LongestLine + 64, takeOutput, LogTail.LongestLine + 1, takeError);
        try
        {
            var (output, errors) = pump.Ends;
            var child = ChildProcess.Start(start with { Output = output, Errors = errors });
            pump.CloseEnds();
            return new CommandProcess(child, pump, mark);
        }
        catch
        {
            pump.Dispose();
            throw;
        }
    }

    /// <summary>Reads what there is, or waits for it; ends early where the process does.</summary>
    /// <returns>False once it has ended.</returns>
    public bool Wait(int milliseconds)
    {
        // Without a descriptor of its end, and with its output closed, nothing else would wake this thread in time.
        var patience = _child.EndDescriptor < 0 ? Math.Min(milliseconds, 5) : milliseconds;
        _pump.Wait(_child.EndDescriptor, patience);
        return !_child.HasEnded();
    }

    public void Terminate() => _child.SignalGroup(LinuxCalls.Terminate);

    public void Kill() => _child.SignalGroup(LinuxCalls.Kill);

    /// <summary>Goes on reading meanwhile.</summary>
    public bool EndsWithin(TimeSpan limit)
    {
        var since = Stopwatch.GetTimestamp();
        while (Wait((int)Math.Clamp((limit - Stopwatch.GetElapsedTime(since)).TotalMilliseconds, 0, 50)))
        {
            if (Stopwatch.GetElapsedTime(since) >= limit)
                return false;
        }

        return true;
    }

    /// <summary>Once it has ended, or was killed: ends what it left behind, reads the last of its output, and says how it ended.</summary>
    /// <param name="isThorough">Whether to look for what left its session too, also where nothing points to it.</param>
    public ProcessEnd Finish(bool isThorough)
    {
        Kill();
        var since = Stopwatch.GetTimestamp();
        while (!_pump.IsAtEnd && Stopwatch.GetElapsedTime(since) < DrainWithin)
        {
            if (_pump.Wait(-1, QuietMilliseconds))
                continue;
            isThorough = true;
            break;
        }

        var end = _child.Reap();
        if (isThorough || !_pump.IsAtEnd)
            MarkedProcesses.Kill(TrialVariables.Mark, _mark);
        _pump.End();
        return end;
    }

    /// <summary>Kills what is left; the process is gone afterwards.</summary>
    public void Dispose()
    {
        if (!_child.IsReaped)
        {
            Kill();
            _child.Reap();
            MarkedProcesses.Kill(TrialVariables.Mark, _mark);
        }

        _pump.Dispose();
    }
}
