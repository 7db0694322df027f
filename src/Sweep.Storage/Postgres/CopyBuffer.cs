using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sweep.Storage.Postgres;

/// <summary>
/// Rows in the format of PostgreSQL's binary COPY (its manual, section COPY, "Binary Format"), so that a batch is encoded before its
/// transaction begins and an array of a million numbers is one run over memory.
/// </summary>
internal sealed class CopyBuffer : IDisposable
{
    private const int RealOid = 700;
    private const int DoubleOid = 701;
    private const int IntOid = 23;
    private const int FirstSize = 1 << 16;
    private const int ElementSize = 2 * sizeof(int);
    private const int DoubleSize = sizeof(int) + sizeof(double);

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

    public void Write(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Encoding.UTF8.GetBytes(text, ReserveValue(length));
    }

    /// <summary>Begins a real[]; its elements follow.</summary>
    public void BeginReals(int count) => BeginArray(RealOid, ElementSize, count);

    /// <summary>Begins an integer[]; its elements follow.</summary>
    public void BeginInts(int count) => BeginArray(IntOid, ElementSize, count);

    /// <summary>Begins a double precision[]; its elements follow.</summary>
    public void BeginDoubles(int count) => BeginArray(DoubleOid, DoubleSize, count);

    /// <summary>Elements of an integer[].</summary>
    public void WriteInts(ReadOnlySpan<int> values)
    {
        var elements = Reserve(values.Length * ElementSize);
        for (var k = 0; k < values.Length; k++)
            BinaryPrimitives.WriteUInt64BigEndian(elements[(k * ElementSize)..], ((ulong)sizeof(int) << 32) | (uint)values[k]);
    }

    /// <summary>Elements of a double precision[].</summary>
    public void WriteDoubles(ReadOnlySpan<double> values)
    {
        var elements = Reserve(values.Length * DoubleSize);
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32BigEndian(elements, sizeof(double));
            BinaryPrimitives.WriteDoubleBigEndian(elements[sizeof(int)..], value);
            elements = elements[DoubleSize..];
        }
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

    private void BeginArray(int elementOid, int elementSize, int count)
    {
        const int Header = 5 * sizeof(int);
        BinaryPrimitives.WriteInt32BigEndian(Reserve(sizeof(int)), Header + count * elementSize);
        var value = Reserve(Header);
        BinaryPrimitives.WriteInt32BigEndian(value, 1); // dimensions
        BinaryPrimitives.WriteInt32BigEndian(value[4..], 0); // has nulls
        BinaryPrimitives.WriteInt32BigEndian(value[8..], elementOid);
        BinaryPrimitives.WriteInt32BigEndian(value[12..], count);
        BinaryPrimitives.WriteInt32BigEndian(value[16..], 1); // index of the first
    }

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
