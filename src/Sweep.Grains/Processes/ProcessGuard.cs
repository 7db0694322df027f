using System.ComponentModel;
using System.Diagnostics;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>
/// Sees to it that no process of a trial outlives its silo, whatever ends that: a shell in a session of its own reads a pipe that ends with the silo,
/// then kills all processes with the silo's mark. docs/decisions/19-processes-end-with-their-silo.md says why it is so.
/// </summary>
internal sealed class ProcessGuard : IDisposable
{
    /// <summary>Arguments: variable, mark, folder of scratch files. Three rounds in a row must find nothing, as something may be starting.</summary>
    private const string Script =
        """
        trap '' HUP INT TERM
        while read -r _; do :; done
        quiet=0 round=0
        while [ $quiet -lt 3 ] && [ $round -lt 200 ]; do
          quiet=$((quiet + 1)) round=$((round + 1))
          for file in $(grep -lsaF -e "$1=$2" /proc/[0-9]*/environ 2>/dev/null); do
            process=${file#/proc/}
            process=${process%/environ}
            # The group too: a member may have taken the mark out of its environment.
            group=$(sed -e 's/.*) [A-Za-z] [0-9]* \([0-9]*\) .*/\1/' "/proc/$process/stat" 2>/dev/null)
            [ -z "$group" ] || kill -s KILL -- "-$group" 2>/dev/null
            kill -s KILL "$process" 2>/dev/null && quiet=0
          done
          sleep 0.05
        done
        rm -rf -- "$3"
        """;

    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly string _mark;
    private readonly string _scratch;
    private ChildProcess? _shell;
    private ProcessPipe? _life;
    private bool _isOver;

    /// <param name="mark">Beginning of the marks of this silo's trials.</param>
    /// <param name="scratch">A folder that goes with the silo; secrets are in it.</param>
    public ProcessGuard(string mark, string scratch) => (_mark, _scratch) = (mark, scratch);

    /// <summary>To be called before a trial starts: the guard stands from then on, again where somebody has killed it.</summary>
    /// <exception cref="TrainerException">It cannot be started.</exception>
    public void Stand()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isOver, this);
            if (_shell is { } shell && !shell.HasEnded())
                return;
            _shell?.Reap();
            _life?.Dispose();
            (_shell, _life) = (null, new ProcessPipe());
            try
            {
                var path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
                _shell = ChildProcess.Start(new(
                    "/bin/sh",
                    ["sweep-guard", "-c", Script, "sweep-guard", TrialVariables.Mark, _mark, _scratch],
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path },
                    Directory: "/",
                    Input: _life.ReadEnd));
            }
            catch (Win32Exception failure)
            {
                throw new TrainerException($"/bin/sh, which ends the processes of trials with their silo, did not start: {failure.Message}", failure);
            }
            finally
            {
                _life.CloseRead();
            }
        }
    }

    /// <summary>Ends the guard, and by it what is left; waits for it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _life?.Dispose();
            if (_shell is not { } shell)
                return;
            var since = Stopwatch.GetTimestamp();
            while (!shell.HasEnded() && Stopwatch.GetElapsedTime(since) < EndDeadline)
                Thread.Sleep(5);
            if (shell.HasEnded())
                shell.Reap();
            _shell = null;
        }
    }
}
