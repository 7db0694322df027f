using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Sweep.Web.Api;

/// <summary>Whether a caller takes what the API answers with.</summary>
internal static class Accepting
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static bool Takes(HttpContext http)
    {
        var accepted = http.Request.GetTypedHeaders().Accept;
        if (accepted.Count == 0 || http.GetEndpoint() is not { } endpoint)
            return true;
        var given = endpoint.Metadata.GetMetadata<ContentMark>() is { } mark ? new MediaTypeHeaderValue(mark.MediaType) : Json;
        return accepted.Any(one => (one.Quality ?? 1) > 0 && given.IsSubsetOf(one));
    }
}
