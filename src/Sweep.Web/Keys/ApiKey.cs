using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Sweep.Web.Keys;

/// <summary>
/// A key of the HTTP API, <c>swp_ID_SECRET</c>: the first two parts may be shown and let scanners find keys that leaked, the third is 256 random bits, so that
/// one pass of SHA-256 keeps it, and no slow hash is needed.
/// </summary>
public sealed class ApiKey
{
    private const string Prefix = "swp";
    private const int IdBytes = 6;
    private const int SecretBytes = 32;
    private const int SecretLength = 43;

    private readonly string _secret;

    private ApiKey(string id, string secret) => (Id, _secret) = (id, secret);

    /// <summary>12 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>The whole of it, for its owner alone.</summary>
    public string Text => $"{Prefix}_{Id}_{_secret}";

    /// <summary>Another key, unlike all others.</summary>
    public static ApiKey New() => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>Reads one; whether it is good for anything is not known yet.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ApiKey? key)
    {
        key = text?.Split('_', 3) is [Prefix, { Length: 2 * IdBytes } id, { Length: SecretLength } secret]
            && id.All(char.IsAsciiHexDigitLower) && secret.All(one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_')
            ? new ApiKey(id, secret)
            : null;
        return key is not null;
    }

    /// <summary>What is stored of it.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(_secret));

    /// <summary>Whether it is the key of which this is stored; takes as long whatever the answer.</summary>
    public bool Matches(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(Hash(), hash);

    /// <summary>Without the secret: what is logged or shown by accident is of no use.</summary>
    public override string ToString() => $"{Prefix}_{Id}_…";
}
