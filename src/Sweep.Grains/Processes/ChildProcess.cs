using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>
/// A process in a session, and so a group, of its own. It stays a zombie after its end until <see cref="Reap"/>, so that its group can be killed
/// and no other process be meant. The runtime reaps only what it has started itself.
/// </summary>
internal sealed unsafe class ChildProcess
{
    /// <summary>USER_HZ, which Linux shows to programs on all machines.</summary>
    private const double TicksASecond = 100;

    private readonly int _ended;
    private double? _cpuSeconds;

    private ChildProcess(int id) => (Id, _ended) = (id, LinuxCalls.PidfdOpen(id));

    public int Id { get; }

    /// <summary>Becomes readable at its end; -1 where the kernel (before 5.3) has none, or it was reaped.</summary>
    public int EndDescriptor => IsReaped ? -1 : _ended;

    public bool IsReaped { get; private set; }

    /// <summary>CPU time of it and of those of its children that it waited for.</summary>
    public double CpuSeconds => _cpuSeconds ?? CpuSecondsSoFar();

    /// <exception cref="Win32Exception">The system's own reason.</exception>
    public static ChildProcess Start(ProcessStart start)
    {
        var actions = stackalloc byte[LinuxCalls.OpaqueSize];
        var attributes = stackalloc byte[LinuxCalls.OpaqueSize];
        var signals = stackalloc byte[LinuxCalls.OpaqueSize];
        Check(LinuxCalls.InitActions(actions));
        Check(LinuxCalls.InitAttributes(attributes));
        try
        {
            Connect(actions, start.Input, 0);
            Connect(actions, start.Output, 1);
            Connect(actions, start.Errors, 2);
            if (start.Directory is { } directory)
                Check(LinuxCalls.AddDirectory(actions, directory));
            // .NET ignores SIGPIPE, and what is ignored would stay so in the program.
            Check(LinuxCalls.FillSignals(signals));
            Check(LinuxCalls.SetSignalDefaults(attributes, signals));
            Check(LinuxCalls.EmptySignals(signals));
            Check(LinuxCalls.SetSignalMask(attributes, signals));
            Check(LinuxCalls.SetFlags(attributes, LinuxCalls.SpawnInSession | LinuxCalls.SpawnWithSignalDefaults | LinuxCalls.SpawnWithSignalMask));
            using var arguments = new NativeTexts(start.Arguments);
            using var environment = new NativeTexts([.. start.Environment.Select(pair => $"{pair.Key}={pair.Value}")]);
            int id;
            var error = LinuxCalls.Spawn(&id, start.Program, actions, attributes, arguments.Pointers, environment.Pointers);
            Check(error);
            return new ChildProcess(id);
        }
        finally
        {
            LinuxCalls.DestroyAttributes(attributes);
            LinuxCalls.DestroyActions(actions);
        }
    }

    /// <summary>To all of its group; nothing where it was reaped.</summary>
    public void SignalGroup(int signal)
    {
        if (!IsReaped)
            LinuxCalls.Signal(-Id, signal);
    }

    /// <summary>Whether it has ended, or was reaped.</summary>
    public bool HasEnded()
    {
        if (IsReaped)
            return true;
        // siginfo_t: the number of the signal first, 0 while there is nothing to tell.
        var information = stackalloc int[32];
        information[0] = 0;
        return LinuxCalls.WaitId(LinuxCalls.OfProcess, Id, information, LinuxCalls.Exited | LinuxCalls.NoWait | LinuxCalls.NoHang) != 0 || information[0] != 0;
    }

    /// <summary>Waits for its end, if it has to, and takes it out of the table of processes.</summary>
    public ProcessEnd Reap()
    {
        var status = 0;
        var usage = stackalloc long[32];
        int reaped;
        while ((reaped = LinuxCalls.Wait(Id, &status, 0, usage)) < 0 && Marshal.GetLastPInvokeError() == LinuxCalls.Interrupted)
        {
        }

        _cpuSeconds = reaped < 0 ? 0 : usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6;
        IsReaped = true;
        if (_ended >= 0)
            LinuxCalls.Close(_ended);
        return reaped < 0 ? new ProcessEnd(null, null) : ProcessEnd.FromWaitStatus(status);
    }

    private static void Connect(byte* actions, int descriptor, int target)
    {
        const int readAndWrite = 2;
        if (descriptor >= 0)
            Check(LinuxCalls.AddDuplicate(actions, descriptor, target));
        else
            Check(LinuxCalls.AddOpen(actions, target, "/dev/null", readAndWrite, 0));
    }

    private static void Check(int error)
    {
        if (error != 0)
            throw new Win32Exception(error);
    }

    private double CpuSecondsSoFar()
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/stat"));
            // Behind the name, which may have anything in it, the state is the first field and the four times are 12 to 15.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / TicksASecond;
        }
        catch (IOException)
        {
            return _cpuSeconds ?? 0;
        }
    }
}
