using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Sweep.Core.Texts;

namespace Sweep.Web.Api;

/// <summary>Reads what a request brings in JSON.</summary>
internal static class JsonBody
{
    /// <summary>The content, or the answer that says what is wrong with it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="type">Of the content.</param>
    /// <param name="rule">What is said of a body that is something else: "is no change of notes".</param>
    /// <param name="remedy">What to send.</param>
    public static async Task<(T? Content, IResult? Refusal)> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, string rule, string remedy)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
            return (null, Problems.Of(415, new Problem("Content-Type", http.Request.ContentType ?? "", "must be application/json")));
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, http.RequestAborted) is { } content
                ? (content, null)
                : (null, Problems.Of(400, new Problem("body", "null", rule, remedy)));
        }
        catch (JsonException wrong)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"body{wrong.Path?.TrimStart('$')} (line {wrong.LineNumber + 1})");
            return (null, Problems.Of(400, new Problem(place, "", rule, remedy)));
        }
    }
}
