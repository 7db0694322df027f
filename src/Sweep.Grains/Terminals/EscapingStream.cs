using System.Text;

namespace Sweep.Grains.Terminals;

/// <summary>
/// Text in UTF-8 on its way to a terminal, escaped as <see cref="EscapingWriter"/> does; disposing sends what is held back and leaves the inner
/// stream open.
/// </summary>
public sealed class EscapingStream : Stream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StreamWriter _text;
    private readonly EscapingWriter _escaped;

    public EscapingStream(Stream inner)
    {
        _text = new StreamWriter(inner, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        _escaped = new EscapingWriter(_text);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var characters = new char[_decoder.GetCharCount(buffer, flush: false)];
        _escaped.Write(characters.AsSpan(0, _decoder.GetChars(buffer, characters, flush: false)));
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _text.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _escaped.Flush();
            _text.Dispose();
            _escaped.Dispose();
        }

        base.Dispose(disposing);
    }
}
