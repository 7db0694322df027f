using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Sweep.Web.Api;

/// <summary>Answers in JSON.</summary>
internal static class ApiAnswer
{
    /// <summary>With a tag of what it says: whoever has it is not sent it again.</summary>
    public static IResult Tagged<T>(HttpContext http, T content, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(content, type);
        var tag = Tags.Of(bytes);
        SetTag(http, tag);
        return Tags.IsKnown(http, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(bytes, "application/json");
    }

    /// <summary>With the tag of a version: whoever has it is not sent it again, and nothing is read for it.</summary>
    public static async Task<IResult> VersionedAsync(HttpContext http, string version, Func<Task<IResult>> answer)
    {
        var tag = Tags.OfVersion(http, version);
        SetTag(http, tag);
        if (Tags.IsKnown(http, tag))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        var result = await answer();
        if (result is ProblemResult)
            http.Response.Headers.Remove(HeaderNames.ETag);
        return result;
    }

    public static IResult Json<T>(T content, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(content, type, statusCode: status);

    private static void SetTag(HttpContext http, EntityTagHeaderValue tag)
    {
        http.Response.Headers.ETag = tag.ToString();
        http.Response.Headers.CacheControl = "private, no-cache";
    }
}
