using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Sweep.Grains.Telemetry;

namespace Sweep.Web.Api;

/// <summary>Strong entity tags.</summary>
internal static class Tags
{
    /// <summary>Of an answer that is a pure function of the sweep's version, the address and this program.</summary>
    public static EntityTagHeaderValue OfVersion(HttpContext http, string version) =>
        Of(Encoding.UTF8.GetBytes($"{BuildVersion.Current}\n{version}\n{http.Request.Path}{http.Request.QueryString}"));

    public static EntityTagHeaderValue OfContent<T>(T content, JsonTypeInfo<T> type) => Of(JsonSerializer.SerializeToUtf8Bytes(content, type));

    /// <summary>Whether the caller has it already.</summary>
    public static bool IsKnown(HttpContext http, EntityTagHeaderValue tag) => Has(http.Request.GetTypedHeaders().IfNoneMatch, tag);

    /// <summary>Whether the caller wants to change what is there no longer.</summary>
    public static bool IsOutdated(HttpContext http, EntityTagHeaderValue tag) =>
        http.Request.GetTypedHeaders().IfMatch is { Count: > 0 } wanted && !Has(wanted, tag);

    internal static EntityTagHeaderValue Of(ReadOnlySpan<byte> bytes) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..12])}\"");

    private static bool Has(IList<EntityTagHeaderValue> tags, EntityTagHeaderValue tag) =>
        tags.Any(one => one.Tag == "*" || one.Compare(tag, useStrongComparison: false));
}
