using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sweep.Web.Keys;

/// <summary>Finds out who asks: by the header <c>Authorization: Bearer</c>, else the cookie of somebody who signed in, else by being on this machine.</summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyRing keys, AccessState state)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "key";

    /// <summary>
    /// The cookie holds the key itself: any silo of a cluster understands it without having seen its owner before, and whoever revokes the key has ended all
    /// sessions with it.
    /// </summary>
    public const string CookieName = "sweep_key";

    private const string Bearer = "Bearer ";

    private static readonly string[] ForwardedHeaders = ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"];

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length > 0)
        {
            return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && await FindAsync(header[Bearer.Length..].Trim()) is { } sender
                ? Success(sender)
                : AuthenticateResult.Fail("the key is not known, or good for nothing any more");
        }

        if (Request.Cookies[CookieName] is { Length: > 0 } cookie && await FindAsync(cookie) is { } signedIn)
            return Success(signedIn);
        return state.IsOpen && !IsForwarded ? Success(KeyClaims.OfLoopback(SchemeName)) : AuthenticateResult.NoResult();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (IsPage)
        {
            Response.Redirect($"/sign-in?next={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
            return Task.CompletedTask;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool IsPage => HttpMethods.IsGet(Request.Method) && !Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase)
        && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>What came by a proxy on this machine may come from anywhere.</summary>
    private bool IsForwarded => ForwardedHeaders.Any(Request.Headers.ContainsKey);

    private async Task<ClaimsPrincipal?> FindAsync(string key) =>
        await keys.FindAsync(key, Context.RequestAborted) is { } found ? KeyClaims.Of(found, SchemeName) : null;

    private static AuthenticateResult Success(ClaimsPrincipal caller) => AuthenticateResult.Success(new AuthenticationTicket(caller, SchemeName));
}
