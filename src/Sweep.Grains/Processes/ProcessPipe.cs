using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Sweep.Grains.Processes;

/// <summary>A pipe neither of whose ends goes to programs that are started, unless it is made one of their standard streams.</summary>
internal sealed unsafe class ProcessPipe : IDisposable
{
    public ProcessPipe()
    {
        var ends = stackalloc int[2];
        if (LinuxCalls.Pipe(ends, LinuxCalls.CloseOnExec) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        (ReadEnd, WriteEnd) = (ends[0], ends[1]);
    }

    /// <summary>-1 once it is closed, as the other.</summary>
    public int ReadEnd { get; private set; }

    public int WriteEnd { get; private set; }

    public void CloseRead()
    {
        if (ReadEnd >= 0)
            LinuxCalls.Close(ReadEnd);
        ReadEnd = -1;
    }

    public void CloseWrite()
    {
        if (WriteEnd >= 0)
            LinuxCalls.Close(WriteEnd);
        WriteEnd = -1;
    }

    public void Dispose()
    {
        CloseRead();
        CloseWrite();
    }
}
