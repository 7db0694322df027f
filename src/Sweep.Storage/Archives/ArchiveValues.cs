using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sweep.Storage.Archives;

/// <summary>Whether a database has what an archive has, as far as it can.</summary>
public static class ArchiveValues
{
    /// <summary>
    /// Whether they are the same to the bit. Two things a database may not keep: PostgreSQL gives JSON back with other spaces and another order of members, and
    /// SQLite has null where a number is no number, its loss curves NaN where one is not finite, and one zero.
    /// </summary>
    /// <param name="archived">As the archive has it.</param>
    /// <param name="stored">As the database has it.</param>
    public static bool Agree(ArchiveKind kind, object? archived, object? stored) => (kind, archived, stored) switch
    {
        (_, null, null) => true,
        (ArchiveKind.Real, double.NaN, null) => true,
        (_, null, _) or (_, _, null) => false,
        (ArchiveKind.Json, string one, string other) => one == other || IsSameJson(one, other),
        (ArchiveKind.Real, double one, double other) => AreSame(one, other) || (one == 0 && other == 0),
        (ArchiveKind.Bytes, byte[] one, byte[] other) => one.AsSpan().SequenceEqual(other),
        (ArchiveKind.Wholes, int[] one, int[] other) => one.AsSpan().SequenceEqual(other),
        (ArchiveKind.Floats, float[] one, float[] other) => AreSame(one, other),
        (ArchiveKind.Reals, double[] one, double[] other) => AreSame(one, other),
        _ => archived.Equals(stored),
    };

    private static bool AreSame(double one, double other) =>
        BitConverter.DoubleToInt64Bits(one) == BitConverter.DoubleToInt64Bits(other) || (double.IsNaN(one) && double.IsNaN(other));

    private static bool AreSame(float[] archived, float[] stored)
    {
        // Bits first: nearly all curves are equal, and compared many numbers at a time so.
        if (MemoryMarshal.AsBytes<float>(archived).SequenceEqual(MemoryMarshal.AsBytes<float>(stored)))
            return true;
        return archived.Length == stored.Length && archived.Zip(stored).All(pair =>
            BitConverter.SingleToInt32Bits(pair.First) == BitConverter.SingleToInt32Bits(pair.Second)
                || (!float.IsFinite(pair.First) && float.IsNaN(pair.Second)));
    }

    private static bool AreSame(double[] archived, double[] stored) =>
        MemoryMarshal.AsBytes<double>(archived).SequenceEqual(MemoryMarshal.AsBytes<double>(stored))
        || (archived.Length == stored.Length && archived.Zip(stored).All(pair => AreSame(pair.First, pair.Second)));

    private static bool IsSameJson(string one, string other)
    {
        try
        {
            using var first = JsonDocument.Parse(one);
            using var second = JsonDocument.Parse(other);
            return JsonElement.DeepEquals(first.RootElement, second.RootElement);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
