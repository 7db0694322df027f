using System.Buffers;
using System.Buffers.Binary;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Rows in the format of PostgreSQL's binary COPY (its manual, section COPY, "Binary Format"), so that a batch is encoded before its
/// transaction begins and an array of a million numbers is one run over memory.
/// </summary>
internal sealed class CopyBuffer : IDisposable
{
    private const int RealOid = 700;
    private const int FirstSize = 1 << 16;
    private const int ElementSize = 2 * sizeof(int);

    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(FirstSize);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void BeginFile() => Signature.CopyTo(Reserve(Signature.Length));

    public void EndFile() => BinaryPrimitives.WriteInt16BigEndian(Reserve(sizeof(short)), -1);

    public void BeginRow(short columns) => BinaryPrimitives.WriteInt16BigEndian(Reserve(sizeof(short)), columns);

    public void Write(int value) => BinaryPrimitives.WriteInt32BigEndian(ReserveValue(sizeof(int)), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64BigEndian(ReserveValue(sizeof(long)), value);

    public void Write(Guid value) => value.TryWriteBytes(ReserveValue(16), bigEndian: true, out _);

    /// <summary>Begins a real[]; its elements follow.</summary>
    public void BeginReals(int count)
    {
        const int Header = 5 * sizeof(int);
        BinaryPrimitives.WriteInt32BigEndian(Reserve(sizeof(int)), Header + count * ElementSize);
        var value = Reserve(Header);
        BinaryPrimitives.WriteInt32BigEndian(value, 1); // dimensions
        BinaryPrimitives.WriteInt32BigEndian(value[4..], 0); // has nulls
        BinaryPrimitives.WriteInt32BigEndian(value[8..], RealOid);
        BinaryPrimitives.WriteInt32BigEndian(value[12..], count);
        BinaryPrimitives.WriteInt32BigEndian(value[16..], 1); // index of the first
    }

    /// <summary>Elements: the losses.</summary>
    public void WriteReals(ReadOnlySpan<double> values)
    {
        var elements = Reserve(values.Length * ElementSize);
        for (var k = 0; k < values.Length; k++)
            WriteElement(elements, k, (float)values[k]);
    }

    /// <summary>Elements: the shares <paramref name="counts"/> / <paramref name="of"/>.</summary>
    public void WriteShares(ReadOnlySpan<int> counts, int of)
    {
        var elements = Reserve(counts.Length * ElementSize);
        for (var k = 0; k < counts.Length; k++)
            WriteElement(elements, k, (float)((double)counts[k] / of));
    }

    public void Dispose()
    {
        var bytes = _bytes;
        _bytes = [];
        Length = 0;
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>An element is its length and its bits, both big-endian: one number of eight bytes.</summary>
    private static void WriteElement(Span<byte> elements, int k, float value) => BinaryPrimitives.WriteUInt64BigEndian(
        elements[(k * ElementSize)..], ((ulong)sizeof(float) << 32) | BitConverter.SingleToUInt32Bits(value));

    private Span<byte> ReserveValue(int length)
    {
        var place = Reserve(sizeof(int) + length);
        BinaryPrimitives.WriteInt32BigEndian(place, length);
        return place[sizeof(int)..];
    }

    private Span<byte> Reserve(int length)
    {
        if (Length + length > _bytes.Length)
            Grow(Length + length);
        var place = _bytes.AsSpan(Length, length);
        Length += length;
        return place;
    }

    private void Grow(int least)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(least, (int)Math.Min(2L * _bytes.Length, Array.MaxLength)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
