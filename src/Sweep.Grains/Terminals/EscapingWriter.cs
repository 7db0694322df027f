using System.Text;
using Sweep.Core.Texts;

namespace Sweep.Grains.Terminals;

/// <summary>Passes lines of text on; whatever in them would steer a terminal is escaped, wherever it came from.</summary>
public sealed class EscapingWriter(TextWriter inner) : TextWriter
{
    private char? _highSurrogate;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (_highSurrogate is { } first)
        {
            _highSurrogate = null;
            buffer = string.Concat([first], buffer);
        }

        // Its other half may come with the next call.
        if (buffer.Length > 0 && char.IsHighSurrogate(buffer[^1]))
        {
            _highSurrogate = buffer[^1];
            buffer = buffer[..^1];
        }

        WriteLines(buffer);
    }

    public override void Flush()
    {
        if (_highSurrogate is { } alone)
        {
            _highSurrogate = null;
            WriteEscaped([alone]);
        }

        inner.Flush();
    }

    private void WriteLines(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('\n') is >= 0 and var end)
        {
            WriteEscaped(text[..end]);
            inner.Write('\n');
            text = text[(end + 1)..];
        }

        WriteEscaped(text);
    }

    private void WriteEscaped(ReadOnlySpan<char> text)
    {
        if (Printable.IsPlain(text))
            inner.Write(text);
        else
            inner.Write(Printable.Whole(text.ToString()));
    }
}
