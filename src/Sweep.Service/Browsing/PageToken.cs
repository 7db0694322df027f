using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Sweep.Service.Browsing;

/// <summary>
/// Where a page ends, as a text for who asks for the next one: the place, and a mark of the query that it belongs to. It holds nothing that its reader does
/// not know, and is checked like everything that comes from outside.
/// </summary>
internal static class PageToken
{
    /// <summary>Characters of any token that was given out, and some more.</summary>
    private const int Longest = 2000;

    private const int MarkLength = 12;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A mark of a query, by all that decides which rows it has, and in what order.</summary>
    public static byte[] MarkOf(IEnumerable<string> parts)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        foreach (var part in parts)
            writer.Write(part);
        writer.Flush();
        return SHA256.HashData(bytes.ToArray())[..MarkLength];
    }

    public static string Write(byte[] mark, Action<BinaryWriter> place)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Strict);
        writer.Write(mark);
        place(writer);
        writer.Flush();
        return Base64Url.EncodeToString(bytes.ToArray());
    }

    /// <summary>The place in a token of this query; false where it is none.</summary>
    public static bool TryRead<T>(string token, byte[] mark, Func<BinaryReader, T> place, out T? found)
    {
        found = default;
        if (token.Length > Longest || !Base64Url.IsValid(token))
            return false;
        using var bytes = new MemoryStream(Base64Url.DecodeFromChars(token));
        using var reader = new BinaryReader(bytes, Strict);
        try
        {
            if (!reader.ReadBytes(MarkLength).AsSpan().SequenceEqual(mark))
                return false;
            found = place(reader);
            return bytes.Position == bytes.Length;
        }
        catch (Exception wrong) when (wrong is EndOfStreamException or FormatException or ArgumentException or IOException)
        {
            return false;
        }
    }
}
