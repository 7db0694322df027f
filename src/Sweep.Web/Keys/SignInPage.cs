using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Sweep.Web.Assets;

namespace Sweep.Web.Keys;

/// <summary>The form into which people type their key.</summary>
internal static class SignInPage
{
    public static ContentHttpResult Show(HttpContext http, IAntiforgery antiforgery)
    {
        var form = antiforgery.GetAndStoreTokens(http);
        var failed = http.Request.Query["failed"] == "true"
            ? "<p role=\"alert\">This key is not known, or is good for nothing any more; <code>sweep key list</code> shows those that there are.</p>"
            : "";
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Content(
            $"""
             <!doctype html>
             <html lang="en">
             <head>
             <meta charset="utf-8">
             <meta name="viewport" content="width=device-width, initial-scale=1">
             <meta name="color-scheme" content="light dark">
             <title>Sign in · Sweep</title>
             <link rel="stylesheet" href="{Html(WebAssets.Address("sweep.css"))}">
             </head>
             <body>
             <main>
             <h1>Sign in</h1>
             {failed}
             <form class="card" method="post" action="/sign-in">
             <input type="hidden" name="{Html(form.FormFieldName)}" value="{Html(form.RequestToken)}">
             <input type="hidden" name="next" value="{Html(http.Request.Query["next"])}">
             <p><label for="key">Your key</label> <input id="key" name="key" type="password" autocomplete="current-password" required autofocus></p>
             <p><button class="primary">Sign in</button></p>
             </form>
             <p>Whoever runs this server makes keys with <code>sweep key add NAME</code>.</p>
             </main>
             </body>
             </html>
             """,
            "text/html; charset=utf-8");
    }

    private static string Html(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
