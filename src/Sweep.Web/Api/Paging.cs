using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Sweep.Web.Api;

/// <summary>Lists that come in pages.</summary>
internal static class Paging
{
    public static readonly QueryParameter Size = QueryParameter.Whole("page_size", "How many at most.", 1, 1000, 50);

    public static readonly QueryParameter Token = QueryParameter.Text("page_token", "`next_page_token` of the page before, with the same filters and order.");

    /// <summary>Says where the next page is, as programs that know nothing of this API look for it.</summary>
    public static void Link(HttpContext http, string? token)
    {
        if (token is null)
            return;
        var query = http.Request.Query.Where(pair => pair.Key != Token.Name)
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")));
        var next = new QueryBuilder([.. query, KeyValuePair.Create(Token.Name, token)]);
        http.Response.Headers.Link = $"<{http.Request.Path.ToUriComponent()}{next}>; rel=\"next\"";
    }
}
