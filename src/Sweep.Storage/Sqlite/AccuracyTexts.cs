using System.Collections.Concurrent;

namespace Sweep.Storage.Sqlite;

/// <summary>
/// The texts of the accuracies of one sample count: there are only <c>samples + 1</c> of them, and a curve says each many times.
/// </summary>
internal sealed class AccuracyTexts
{
    private const int Width = 16;
    private const int MostSamples = 20_000;
    private const int MostTables = 64;

    private static readonly ConcurrentDictionary<int, AccuracyTexts> Tables = new();

    private readonly int _samples;

    /// <summary>For each count a text of up to 15 bytes and, last, its length; empty where the table would be large.</summary>
    private readonly byte[] _table;

    private AccuracyTexts(int samples)
    {
        _samples = samples;
        _table = samples <= MostSamples ? new byte[(samples + 1) * Width] : [];
        for (var count = 0; count < _table.Length / Width; count++)
        {
            var entry = _table.AsSpan(count * Width, Width);
            entry[Width - 1] = (byte)Float32Text.Write(entry[..(Width - 1)], Accuracy(count));
        }
    }

    public static AccuracyTexts Of(int samples)
    {
        if (Tables.TryGetValue(samples, out var texts))
            return texts;
        texts = new AccuracyTexts(samples);
        if (Tables.Count < MostTables)
            Tables.TryAdd(samples, texts);
        return texts;
    }

    /// <summary>Writes the accuracy of <paramref name="count"/> right samples; <paramref name="target"/> has 16 bytes or more.</summary>
    public int Write(Span<byte> target, int count)
    {
        if (_table.Length == 0)
            return Float32Text.Write(target, Accuracy(count));
        var entry = _table.AsSpan(count * Width, Width);
        entry.CopyTo(target);
        return entry[Width - 1];
    }

    private float Accuracy(int count) => (float)((double)count / _samples);
}
