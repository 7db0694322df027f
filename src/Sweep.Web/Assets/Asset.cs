using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Sweep.Web.Assets;

/// <summary>A file of the pages, as it is and compressed: the latter made when it is first asked for, and kept.</summary>
internal sealed class Asset
{
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    public Asset(string name, string type, byte[] content)
    {
        (Name, Type, Content) = (name, type, content);
        _brotli = new(() => Compress(stream => new BrotliStream(stream, CompressionLevel.Optimal)));
        _gzip = new(() => Compress(stream => new GZipStream(stream, CompressionLevel.Optimal)));
    }

    public string Name { get; }

    public string Type { get; }

    public byte[] Content { get; }

    /// <summary>What to send to who takes these encodings, and its own; null for none.</summary>
    public (byte[] Body, string? Encoding) For(string acceptEncoding) =>
        Accepts(acceptEncoding, "br") ? (_brotli.Value, "br") : Accepts(acceptEncoding, "gzip") ? (_gzip.Value, "gzip") : (Content, null);

    /// <summary>Of all of some files, short enough for addresses.</summary>
    public static string HashOf(IEnumerable<Asset> assets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var asset in assets.OrderBy(asset => asset.Name, StringComparer.Ordinal))
            hash.AppendData(SHA256.HashData(asset.Content));
        return Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, 9));
    }

    private static bool Accepts(string header, string encoding) => header
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split(';', StringSplitOptions.TrimEntries))
        .Any(entry => entry[0].Equals(encoding, StringComparison.OrdinalIgnoreCase) && !entry.Skip(1).Any(IsZero));

    private static bool IsZero(string quality) => quality.Replace(" ", "", StringComparison.Ordinal) is "q=0" or "q=0.0" or "q=0.00" or "q=0.000";

    private byte[] Compress(Func<Stream, Stream> into)
    {
        var stream = new MemoryStream();
        using (var compressor = into(stream))
            compressor.Write(Content);
        return stream.ToArray();
    }
}
