using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sweep.Web.Api;

/// <summary>Says when to ask again.</summary>
internal static class RetryLater
{
    /// <param name="http">The request that is not answered as it was asked.</param>
    /// <param name="seconds">From now.</param>
    public static void Set(HttpContext http, int seconds) => http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
}
