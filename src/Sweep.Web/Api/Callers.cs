using Microsoft.AspNetCore.Http;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>By whom requests are counted.</summary>
internal static class Callers
{
    /// <summary>The key, else the address.</summary>
    public static string NameOf(HttpContext http) => http.User.KeyId() is { } key and not KeyClaims.Loopback
        ? key
        : http.Connection.RemoteIpAddress?.ToString() ?? "";
}
