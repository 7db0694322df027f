using System.Text.Encodings.Web;

namespace Sweep.Client.Formatting;

/// <summary>
/// JSON for people and programs: as little is escaped as JSON asks for, and beside it what a terminal would take for an order (which parsers undo).
/// </summary>
internal sealed class PrintableJson : JavaScriptEncoder
{
    private static readonly JavaScriptEncoder Relaxed = UnsafeRelaxedJsonEscaping;

    public static PrintableJson Encoder { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => Default.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) =>
        Relaxed.WillEncode(unicodeScalar) || !Printable.IsPlain(new System.Text.Rune(unicodeScalar));

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var whole = new ReadOnlySpan<char>(text, textLength);
        for (var at = 0; at < whole.Length;)
        {
            if (System.Text.Rune.DecodeFromUtf16(whole[at..], out var rune, out var length) != System.Buffers.OperationStatus.Done || WillEncode(rune.Value))
                return at;
            at += length;
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        Relaxed.WillEncode(unicodeScalar)
            ? Relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten)
            : Default.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
