using System.Buffers;
using System.Runtime.InteropServices;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// A growing run of bytes: in a pooled array while it is small; beyond that in native memory, which grows in place, is gone at once when it is
/// done with, and can be handed to SQLite without a copy.
/// </summary>
internal sealed unsafe class PooledBytes : IDisposable
{
    private const int MostPooled = 1 << 20;

    private byte[] _bytes = [];
    private byte* _native;
    private nuint _nativeSize;
    private int _length;

    public ReadOnlySpan<byte> Written => All[.._length];

    /// <summary>The written bytes where they neither move nor go before this is disposed of; null where they may move.</summary>
    public byte* Fixed => _native;

    public int Length => _length;

    private Span<byte> All => _native is null ? _bytes : new Span<byte>(_native, (int)_nativeSize);

    /// <summary>Room for at least <paramref name="size"/> further bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Reserve(int size)
    {
        if (All.Length - _length < size)
            Grow(size);
        return All[_length..];
    }

    public void Advance(int count) => _length += count;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Advance(bytes.Length);
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
        Free();
    }

    private void Grow(int size)
    {
        var least = _length + (long)size;
        if (least > MostPooled)
        {
            GrowNative(checked((nuint)(int)(least + least / 4)));
            return;
        }

        Keep(ArrayPool<byte>.Shared.Rent((int)Math.Max(least, Math.Min(MostPooled, 2L * _bytes.Length))));
    }

    private void GrowNative(nuint size)
    {
        var isFirst = _native is null;
        _native = (byte*)NativeMemory.Realloc(_native, size);
        _nativeSize = size;
        if (!isFirst)
            return;
        _bytes.AsSpan(0, _length).CopyTo(All);
        Keep([]);
    }

    private void Keep(byte[] bytes)
    {
        if (bytes.Length > 0)
            Written.CopyTo(bytes);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bytes;
    }

    private void Free()
    {
        NativeMemory.Free(_native);
        _native = null;
        _nativeSize = 0;
    }
}
