using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sweep.Core.Notifications;

/// <summary>Signs messages as Standard Webhooks does (https://www.standardwebhooks.com), symmetrically.</summary>
public static class WebhookSignature
{
    public const string SecretPrefix = "whsec_";

    /// <summary>What a secret must be, as the rest of a sentence; other secrets of the silo are so never used as one.</summary>
    public const string SecretRule = "must be whsec_ and the base64 of 24 to 64 random bytes";

    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    /// <summary>The key that a secret stands for; null where it is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal))
            return null;
        try
        {
            return Convert.FromBase64String(secret[SecretPrefix.Length..]) is { Length: >= LeastBytes and <= MostBytes } key ? key : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The header <c>webhook-signature</c>: v1, and the base64 of HMAC-SHA256 of <c>id.timestamp.body</c>.</summary>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="seconds">The header <c>webhook-timestamp</c>: seconds since 1970.</param>
    public static string Sign(byte[] key, string id, long seconds, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}");
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)))}";
    }
}
