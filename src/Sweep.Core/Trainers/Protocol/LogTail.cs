using System.Text;

namespace Sweep.Core.Trainers.Protocol;

/// <summary>The last lines that a trial wrote, of however many.</summary>
public sealed class LogTail
{
    /// <summary>Bytes that are kept.</summary>
    public const int Size = 64 << 10;

    /// <summary>Bytes of one line that are kept.</summary>
    public const int LongestLine = 8 << 10;

    private const string Cut = " […]";

    private byte[] _bytes = [];
    private int _length;
    private bool _isCut;

    /// <param name="line">One line without its line feed; of what returns to the line's beginning, as bars of progress do, the last is kept.</param>
    /// <param name="isWhole">False where the line went on.</param>
    public void Add(ReadOnlySpan<byte> line, bool isWhole = true)
    {
        line = line.TrimEnd((byte)'\r');
        line = line[(line.LastIndexOf((byte)'\r') + 1)..];
        isWhole &= line.Length <= LongestLine;
        line = line[..Math.Min(line.Length, LongestLine)];
        var needed = line.Length + Cut.Length + 3;
        if (_length + needed > _bytes.Length)
            MakeRoom(needed);
        line.CopyTo(_bytes.AsSpan(_length));
        _length += line.Length;
        if (!isWhole)
            _length += Encoding.UTF8.GetBytes(Cut, _bytes.AsSpan(_length));
        _bytes[_length++] = (byte)'\n';
    }

    /// <summary>Whole lines, at most <see cref="Size"/> bytes of them; null where nothing was written. What is no text is replaced.</summary>
    public string? Text()
    {
        var start = Start();
        // A database's text has no NUL.
        return _length == 0 ? null : Encoding.UTF8.GetString(_bytes.AsSpan(start, _length - start)).Replace('\0', '\ufffd');
    }

    private int Start()
    {
        if (_length <= Size && !_isCut)
            return 0;
        var from = Math.Max(0, _length - Size);
        // Behind the end of the line that the limit falls into, or exactly at a line's beginning.
        return from > 0 && _bytes[from - 1] == '\n' ? from : from + _bytes.AsSpan(from, _length - from).IndexOf((byte)'\n') + 1;
    }

    private void MakeRoom(int needed)
    {
        if (_bytes.Length < 2 * Size)
        {
            Array.Resize(ref _bytes, Math.Clamp(2 * (_length + needed), 1 << 10, 2 * Size + LongestLine));
            if (_length + needed <= _bytes.Length)
                return;
        }

        // What is far behind is dropped once in a while, not with every line.
        var kept = Math.Min(_length, Size);
        _bytes.AsSpan(_length - kept, kept).CopyTo(_bytes);
        (_length, _isCut) = (kept, true);
    }
}
