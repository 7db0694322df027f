using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Sweep.Core.Data;

/// <summary>A table from which samples are drawn: k features and a label a row. Tables of the same numbers are equal.</summary>
public sealed class DataTable : IEquatable<DataTable>
{
    public const int MostFeatures = 1024;

    /// <summary>Features of all rows together: 64 MiB of numbers.</summary>
    public const int MostValues = 8 * 1024 * 1024;

    private readonly double[] _values;
    private readonly bool[] _labels;

    /// <param name="features">Names, 1 to <see cref="MostFeatures"/>.</param>
    /// <param name="values">Row by row, finite, <see cref="MostValues"/> at most; minus zero is zero.</param>
    /// <param name="labels">One a row, at least one.</param>
    /// <exception cref="ArgumentException">The sizes do not agree or are beyond their limits, or a value is not finite.</exception>
    public DataTable(ImmutableArray<string> features, ReadOnlySpan<double> values, ReadOnlySpan<bool> labels)
    {
        if (features.Length is < 1 or > MostFeatures || labels.Length < 1 || values.Length != (long)features.Length * labels.Length)
            throw new ArgumentException($"{values.Length} values are no table of {labels.Length} rows of {features.Length} features.", nameof(values));
        if (values.Length > MostValues)
            throw new ArgumentException($"{values.Length} values are more than the {MostValues} that a table may have.", nameof(values));
        Features = features;
        _values = new double[values.Length];
        for (var k = 0; k < values.Length; k++)
        {
            if (!double.IsFinite(values[k]))
                throw new ArgumentException($"Row {k / features.Length}, {features[k % features.Length]}: {values[k]} is no finite number.", nameof(values));
            _values[k] = values[k] == 0 ? 0 : values[k];
            LargestSize = Math.Max(LargestSize, Math.Abs(values[k]));
        }

        _labels = labels.ToArray();
        Hash = HashOf();
    }

    public ImmutableArray<string> Features { get; }

    public int Rows => _labels.Length;

    public ReadOnlySpan<bool> Labels => _labels;

    /// <summary>The size of the value that is the farthest from zero.</summary>
    public double LargestSize { get; }

    /// <summary>Row by row.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>
    /// Lower-case hexadecimal SHA-256 of the numbers alone, whatever their names and the file they came in: rows and features (32 bits each),
    /// values (64-bit floats), labels (a byte each), all little-endian.
    /// </summary>
    public string Hash { get; }

    /// <summary>What a spec that names it keeps of it.</summary>
    public DataReference Reference => new(Hash, Rows, Features.Length);

    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Features.Length, Features.Length);

    public bool Equals(DataTable? other) => other is not null && Hash == other.Hash;

    public override bool Equals(object? obj) => Equals(obj as DataTable);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Hash);

    public override string ToString() => FormattableString.Invariant($"{Rows} rows of {Features.Length} features, {Hash}");

    private string HashOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, Rows);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], Features.Length);
        hash.AppendData(head);
        if (BitConverter.IsLittleEndian)
        {
            hash.AppendData(MemoryMarshal.AsBytes(_values.AsSpan()));
        }
        else
        {
            foreach (var value in _values)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(head, value);
                hash.AppendData(head);
            }
        }

        hash.AppendData(MemoryMarshal.AsBytes(_labels.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
