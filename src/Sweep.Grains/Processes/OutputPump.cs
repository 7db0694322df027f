using System.Runtime.InteropServices;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>
/// Reads what a process writes, on the thread that waits for it: what is not asked for waits in the pipe, and the process with it, so that no amount
/// of output costs memory.
/// </summary>
internal sealed unsafe class OutputPump : IDisposable
{
    private readonly ProcessPipe _output = new();
    private readonly ProcessPipe _errors = new();
    private readonly LineSplitter _outputLines;
    private readonly LineSplitter _errorLines;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(64 << 10);

    /// <param name="longestOutput">Bytes of a line of standard output that are kept.</param>
    public OutputPump(int longestOutput, LineTaker takeOutput, int longestError, LineTaker takeError) =>
        (_outputLines, _errorLines) = (new(longestOutput, takeOutput), new(longestError, takeError));

    /// <summary>For the process; to be closed here once it has them.</summary>
    public (int Output, int Errors) Ends => (_output.WriteEnd, _errors.WriteEnd);

    /// <summary>True once nobody can write any more.</summary>
    public bool IsAtEnd => _output.ReadEnd < 0 && _errors.ReadEnd < 0;

    public void CloseEnds()
    {
        _output.CloseWrite();
        _errors.CloseWrite();
    }

    /// <summary>Waits until there is something to read, the process has ended or the time is over; reads what is there, at most a buffer from each.</summary>
    /// <returns>Whether anything was read, a stream came to its end, or it is worth another look.</returns>
    public bool Wait(int processEnd, int milliseconds)
    {
        var polled = stackalloc PolledDescriptor[3];
        (polled[0], polled[1], polled[2]) = (new(_output.ReadEnd), new(_errors.ReadEnd), new(processEnd));
        if (LinuxCalls.Poll(polled, 3, milliseconds) is var happened && happened <= 0)
            return happened < 0 && Marshal.GetLastPInvokeError() == LinuxCalls.Interrupted;
        var output = polled[0].Happened != 0 && Read(_output, _outputLines);
        var errors = polled[1].Happened != 0 && Read(_errors, _errorLines);
        return output || errors;
    }

    /// <summary>Gives the lines that have no line feed, as there is nothing more.</summary>
    public void End()
    {
        if (_errorLines.HasRest)
            _errorLines.End();
        if (_outputLines.HasRest)
            _outputLines.End();
    }

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private bool Read(ProcessPipe pipe, LineSplitter lines)
    {
        nint count;
        fixed (byte* buffer = _buffer)
            count = LinuxCalls.Read(pipe.ReadEnd, buffer, (nuint)_buffer.Length);
        if (count > 0)
            lines.Add(_buffer.AsSpan(0, (int)count));
        else if (count == 0 || Marshal.GetLastPInvokeError() != LinuxCalls.Interrupted)
            pipe.CloseRead();
        return true;
    }
}
