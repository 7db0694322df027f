using System.Runtime.InteropServices;

namespace Sweep.Core.Trainers.Perceptron.Kernels;

/// <summary>Zeroed doubles outside the managed heap, each part on a cache line of its own; freed early or by the finalizer.</summary>
internal sealed unsafe class AlignedMemory : SafeHandle
{
    private const int Alignment = 64;

    private nuint _used;

    public AlignedMemory(long doubles)
        : base(IntPtr.Zero, ownsHandle: true)
    {
        Length = doubles;
        var bytes = checked((nuint)doubles * sizeof(double));
        SetHandle((IntPtr)NativeMemory.AlignedAlloc(bytes, Alignment));
        NativeMemory.Clear((void*)handle, bytes);
    }

    public long Length { get; }

    public override bool IsInvalid => handle == IntPtr.Zero;

    /// <summary>How many doubles a part of <paramref name="length"/> takes up.</summary>
    public static long Padded(long length) => (length + 7) & ~7L;

    /// <summary>The next part, of <paramref name="length"/> doubles.</summary>
    public double* Take(long length)
    {
        var part = (double*)handle + _used;
        _used += (nuint)Padded(length);
        return _used <= (nuint)Length ? part : throw new InvalidOperationException($"{_used} doubles asked of {Length}.");
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
