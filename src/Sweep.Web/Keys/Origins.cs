using Microsoft.AspNetCore.Http;

namespace Sweep.Web.Keys;

/// <summary>
/// Whether a request may come from somebody else's page. Loopback asks for no key, and cookies go by themselves, so a browser that shows such a page would
/// submit and cancel for it; but browsers say where a request comes from, and programs that are none say nothing.
/// </summary>
internal static class Origins
{
    public static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is not ("same-origin" or "none");
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(Canonical(request), StringComparison.OrdinalIgnoreCase));
    }

    // Uri leaves out the port that is the scheme's own.
    private static string Canonical(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : "";
}
