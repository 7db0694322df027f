using System.Security.Claims;
using Sweep.Storage.Keys;

namespace Sweep.Web.Keys;

/// <summary>What is known of a caller.</summary>
public static class KeyClaims
{
    /// <summary>What stands for the key of a caller on loopback who has none.</summary>
    public const string Loopback = "loopback";

    internal const string Scope = "scope";

    /// <summary>The id of the caller's key; null for a caller who is not known.</summary>
    public static string? KeyId(this ClaimsPrincipal caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.FindFirstValue(ClaimTypes.NameIdentifier);
    }

    /// <summary>Whether the caller may do what asks for this scope.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="scope">One of <see cref="Scopes"/>.</param>
    public static bool May(this ClaimsPrincipal caller, string scope)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller.HasClaim(Scope, scope);
    }

    internal static ClaimsPrincipal Of(KeyRecord key, string scheme) => Of(key.Id, key.Name, key.Scope, scheme);

    internal static ClaimsPrincipal OfLoopback(string scheme) => Of(Loopback, "this machine", KeyScope.Admin, scheme);

    private static ClaimsPrincipal Of(string id, string name, KeyScope scope, string scheme)
    {
        // Each scope includes those before it.
        return new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, id),
                new Claim(ClaimTypes.Name, name),
                .. KeyScopes.All.Take((int)scope + 1).Select(one => new Claim(Scope, one)),
            ],
            scheme));
    }
}
