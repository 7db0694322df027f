using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sweep.Core.Curves;

/// <summary>Successive recorded points of an unfinished run.</summary>
/// <param name="Start">Place of the first of them in the curve.</param>
/// <param name="Loss">Mean log losses.</param>
/// <param name="Correct">Samples on the right side.</param>
public sealed record CurveSegment(int Start, double[] Loss, int[] Correct)
{
    /// <summary>No points.</summary>
    public static CurveSegment Empty { get; } = new(0, [], []);

    private const int SumLength = 8;
    private const int PointLength = sizeof(double) + sizeof(int);

    /// <summary>The place after the last point.</summary>
    public int End => Start + Loss.Length;

    /// <summary>The points from <paramref name="start"/> on.</summary>
    public CurveSegment From(int start)
    {
        if (start <= Start)
            return this;
        var skip = Math.Min(start - Start, Loss.Length);
        return new(Start + skip, Loss[skip..], Correct[skip..]);
    }

    /// <summary>The same points as segments of at most <paramref name="most"/>; none where there are none.</summary>
    public IEnumerable<CurveSegment> Pieces(int most)
    {
        if (Loss.Length <= most)
            return Loss.Length == 0 ? [] : [this];
        return Enumerable.Range(0, (Loss.Length + most - 1) / most).Select(k => k * most).Select(
            at => new CurveSegment(Start + at, Loss[at..Math.Min(at + most, Loss.Length)], Correct[at..Math.Min(at + most, Loss.Length)]));
    }

    /// <summary>Little-endian: start, the losses as doubles, the correct samples as 32-bit numbers, 8 bytes of the SHA-256 of all that.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(int) + Loss.Length * PointLength + SumLength];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Start);
        var content = bytes.AsSpan(sizeof(int));
        foreach (var loss in Loss)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(content, loss);
            content = content[sizeof(double)..];
        }

        foreach (var correct in Correct)
        {
            BinaryPrimitives.WriteInt32LittleEndian(content, correct);
            content = content[sizeof(int)..];
        }

        SumOf(bytes).CopyTo(content);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are damaged.</exception>
    public static CurveSegment FromBytes(ReadOnlySpan<byte> bytes)
    {
        var points = (bytes.Length - sizeof(int) - SumLength) / PointLength;
        if (points < 0 || bytes.Length != sizeof(int) + points * PointLength + SumLength || !SumOf(bytes).SequenceEqual(bytes[^SumLength..]))
            throw new FormatException("The checkpoint cannot be used: a segment of its curve is damaged.");
        var loss = new double[points];
        var correct = new int[points];
        var content = bytes[sizeof(int)..];
        for (var k = 0; k < points; k++)
        {
            loss[k] = BinaryPrimitives.ReadDoubleLittleEndian(content[(k * sizeof(double))..]);
            correct[k] = BinaryPrimitives.ReadInt32LittleEndian(content[(points * sizeof(double) + k * sizeof(int))..]);
        }

        return new CurveSegment(BinaryPrimitives.ReadInt32LittleEndian(bytes), loss, correct);
    }

    /// <summary>One segment of the first <paramref name="points"/> points; what segments hold beyond them is left out.</summary>
    /// <exception cref="FormatException">The segments leave a gap, end early, or count samples that there are not.</exception>
    internal static CurveSegment Join(IEnumerable<CurveSegment> segments, int points, int samples)
    {
        var loss = new double[points];
        var correct = new int[points];
        var end = 0;
        foreach (var segment in segments.OrderBy(segment => segment.Start).TakeWhile(segment => segment.Start <= end))
        {
            var fresh = segment.From(end);
            var count = Math.Min(fresh.Loss.Length, points - end);
            if (count <= 0)
                continue;
            fresh.Loss.AsSpan(0, count).CopyTo(loss.AsSpan(end));
            fresh.Correct.AsSpan(0, count).CopyTo(correct.AsSpan(end));
            end += count;
        }

        if (end != points)
            throw new FormatException($"The checkpoint cannot be used: its curve has {end} of {points} points.");
        if (correct.Any(count => count < 0 || count > samples))
            throw new FormatException($"The checkpoint cannot be used: its curve counts samples that are not of {samples}.");
        return new CurveSegment(0, loss, correct);
    }

    private static ReadOnlySpan<byte> SumOf(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes[..^SumLength]).AsSpan(0, SumLength);
}
