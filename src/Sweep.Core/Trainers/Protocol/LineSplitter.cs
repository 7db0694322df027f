namespace Sweep.Core.Trainers.Protocol;

/// <summary>
/// Cuts a stream of bytes into lines, and keeps no more than one line of bounded length: what a longer one has beyond is left out.
/// </summary>
/// <param name="longest">Bytes of a line that are kept, at least 1.</param>
/// <param name="take">Is given each line without its line feed, and whether it is whole.</param>
public sealed class LineSplitter(int longest, LineTaker take)
{
    private byte[] _begun = [];
    private int _length;
    private bool _isCut;

    /// <summary>True where a line has begun and not ended.</summary>
    public bool HasRest => _length > 0 || _isCut;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            if (!HasRest && end <= longest)
            {
                take(bytes[..end], isWhole: true);
                continue;
            }

            Keep(bytes[..end]);
            End();
        }

        Keep(bytes);
    }

    /// <summary>Gives the line that has begun, as the stream is over.</summary>
    public void End()
    {
        var line = _begun.AsSpan(0, _length);
        var isWhole = !_isCut;
        (_length, _isCut) = (0, false);
        take(line, isWhole);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var kept = bytes[..Math.Min(bytes.Length, longest - _length)];
        if (_length + kept.Length > _begun.Length)
            Array.Resize(ref _begun, Math.Min(longest, Math.Max(2 * (_length + kept.Length), 256)));
        kept.CopyTo(_begun.AsSpan(_length));
        _length += kept.Length;
        _isCut |= kept.Length < bytes.Length;
    }
}
