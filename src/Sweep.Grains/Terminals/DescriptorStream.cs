using System.Runtime.InteropServices;

namespace Sweep.Grains.Terminals;

/// <summary>
/// A descriptor of this process as the system has it: with the position and the appending that whoever opened it meant (.NET's file stream keeps
/// a position of its own, so two commands redirected into one file would write over each other), and with its errors told (.NET's console stream
/// swallows that of a reader who has left). Never closes the descriptor.
/// </summary>
/// <param name="descriptor">Its number.</param>
/// <param name="interrupted">Once cancelled, nothing waits any more for a reader who does not read.</param>
public sealed partial class DescriptorStream(int descriptor, CancellationToken interrupted = default) : Stream
{
    /// <summary>POSIX's PIPE_BUF: what a pipe that has room takes at once.</summary>
    private const int PipeRoom = 4096;

    private const int LookPeriod = 100;
    private const short PollOut = 4;
    private const int Eintr = 4;
    private const int Eagain = 11;

    /// <summary>Its number.</summary>
    public int Descriptor => descriptor;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException("a descriptor may be a pipe, which has no length");

    public override long Position
    {
        get => throw new NotSupportedException("a descriptor may be a pipe, which has no position");
        set => throw new NotSupportedException("a descriptor may be a pipe, which has no position");
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            AwaitRoom();
            var part = interrupted.CanBeCanceled ? buffer[..Math.Min(buffer.Length, PipeRoom)] : buffer;
            var written = WriteTo(descriptor, part, part.Length);
            if (written >= 0)
                buffer = buffer[(int)written..];
            else
                ThrowUnlessAgain();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (true)
        {
            var read = ReadFrom(descriptor, buffer, buffer.Length);
            if (read >= 0)
                return (int)read;
            ThrowUnlessAgain();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Nothing is held back.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("a descriptor may be a pipe, which does not seek");

    public override void SetLength(long value) => throw new NotSupportedException("a descriptor may be a pipe, which has no length");

    private static void ThrowUnlessAgain()
    {
        var error = Marshal.GetLastPInvokeError();
        if (error is not (Eintr or Eagain))
            throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
        if (error == Eagain)
            Thread.Yield();
    }

    private void AwaitRoom()
    {
        if (!interrupted.CanBeCanceled)
            return;
        while (true)
        {
            var isOver = interrupted.IsCancellationRequested;
            var asked = new PollRequest { Descriptor = descriptor, Events = PollOut };
            if (Poll(ref asked, 1, isOver ? 0 : LookPeriod) > 0)
                return;
            if (isOver)
                throw new OperationCanceledException("interrupted while nobody read", interrupted);
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint WriteTo(int descriptor, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadFrom(int descriptor, Span<byte> buffer, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref PollRequest request, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }
}
