using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Sweep.Core.Data;

/// <summary>A table's numbers as bytes: those of which <see cref="DataTable.Hash"/> is the SHA-256, in their order.</summary>
public static class DataTableBytes
{
    private const int HeadBytes = 8;

    public static byte[] Write(DataTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var bytes = new byte[LengthOf(table.Rows, table.Features.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, table.Rows);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), table.Features.Length);
        var rest = bytes.AsSpan(HeadBytes);
        foreach (var value in table.Values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(rest, value);
            rest = rest[sizeof(double)..];
        }

        for (var row = 0; row < table.Rows; row++)
            rest[row] = table.Labels[row] ? (byte)1 : (byte)0;
        return bytes;
    }

    /// <param name="features">Names, which the bytes do not have.</param>
    /// <param name="bytes">As <see cref="Write"/> made them.</param>
    /// <exception cref="FormatException">They are not, or not with so many features.</exception>
    public static DataTable Read(ImmutableArray<string> features, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes)
            throw new FormatException($"{bytes.Length} bytes are no table");
        var (rows, columns) = (BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]));
        if (columns != features.Length)
            throw new FormatException($"the numbers are of {columns} features, the names of {features.Length}");
        if (rows < 1 || columns < 1 || bytes.Length != LengthOf(rows, columns))
            throw new FormatException($"{bytes.Length} bytes are no table of {rows} rows of {columns} features");
        var values = new double[rows * columns];
        for (var k = 0; k < values.Length; k++)
            values[k] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(HeadBytes + k * sizeof(double))..]);
        var labels = new bool[rows];
        for (var row = 0; row < rows; row++)
            labels[row] = bytes[bytes.Length - rows + row] != 0;
        try
        {
            return new DataTable(features, values, labels);
        }
        catch (ArgumentException refusal)
        {
            throw new FormatException(refusal.Message, refusal);
        }
    }

    private static long LengthOf(int rows, int features) => HeadBytes + (long)rows * features * sizeof(double) + rows;
}
