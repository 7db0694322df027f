using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Sweep.Web.Assets;

/// <summary>
/// The style sheet and the scripts, from this assembly. Their address has the hash of all of them, so that browsers keep them for ever and a new version of
/// the program has new ones, whose scripts find each other beside themselves.
/// </summary>
public static class WebAssets
{
    private const string Prefix = "Sweep.Web.wwwroot/";

    private static readonly FrozenDictionary<string, Asset> All = Read().ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    private static readonly string Version = Asset.HashOf(All.Values);

    /// <summary>The address of a file of <c>wwwroot</c>.</summary>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public static string Address(string name) => All.ContainsKey(name)
        ? $"/assets/{Version}/{name}"
        : throw new ArgumentException($"There is no asset {name}; there are {string.Join(", ", All.Keys.Order(StringComparer.Ordinal))}.", nameof(name));

    public static IEndpointConventionBuilder MapSweepAssets(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/assets/{version}/{name}", SendAsync).ExcludeFromDescription();

    private static Task SendAsync(HttpContext context, string version, string name)
    {
        var response = context.Response;
        if (!All.TryGetValue(name, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        // Of another version of the program while it is replaced: what it gets is right now, and must not be kept under that address.
        response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-store";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentType = asset.Type;
        var (body, encoding) = asset.For(context.Request.Headers.AcceptEncoding.ToString());
        if (encoding is not null)
            response.Headers.ContentEncoding = encoding;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static IEnumerable<Asset> Read()
    {
        var assembly = typeof(WebAssets).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return new Asset(resource[Prefix.Length..], TypeOf(resource), content);
        }
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"Assets ending in {other} have no content type yet: name it here."),
    };
}
