using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Sweep.Web.Keys;

/// <summary>Exchanges a key, typed into a form, for a cookie.</summary>
internal static class SignIn
{
    private static readonly TimeSpan Session = TimeSpan.FromDays(30);

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", SignInPage.Show).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-in", EnterAsync).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/sign-out", LeaveAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<RedirectHttpResult> EnterAsync(HttpContext http, KeyRing keys, [FromForm] string? key, [FromForm] string? next)
    {
        var page = next is not null && IsOwnPage(next) ? next : "/";
        if (await keys.FindAsync(key?.Trim(), http.RequestAborted) is null)
            return TypedResults.Redirect($"/sign-in?failed=true&next={Uri.EscapeDataString(page)}");
        http.Response.Cookies.Append(KeyHandler.CookieName, key!.Trim(), CookieOf(http));
        return TypedResults.Redirect(page);
    }

    private static async Task<RedirectHttpResult> LeaveAsync(HttpContext http, IAntiforgery antiforgery)
    {
        // It binds no field of the form, and so nothing else would look.
        await antiforgery.ValidateRequestAsync(http);
        http.Response.Cookies.Delete(KeyHandler.CookieName, CookieOf(http));
        return TypedResults.Redirect("/sign-in");
    }

    private static CookieOptions CookieOf(HttpContext http) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = Session,
        IsEssential = true,
    };

    /// <summary>"//elsewhere" and "/\elsewhere" are other servers for a browser.</summary>
    private static bool IsOwnPage(string page) => page.StartsWith('/') && !page.AsSpan(1).StartsWith("/") && !page.Contains('\\', StringComparison.Ordinal)
        && !page.Any(char.IsControl);
}
