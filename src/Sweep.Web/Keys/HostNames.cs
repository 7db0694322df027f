using System.Net;
using Sweep.Core.Texts;

namespace Sweep.Web.Keys;

/// <summary>
/// Which names a request may call the server by. A page of somebody else's, whose name was made to mean 127.0.0.1, is of the same origin as this server for the
/// browser that shows it, but calls it by its own name.
/// </summary>
internal static class HostNames
{
    public static bool IsAllowed(string host, AccessSettings settings, bool isOpen) =>
        IsLoopback(host)
        || (settings.AllowedHosts.Count == 0 ? !isOpen : settings.AllowedHosts.Any(pattern => HostPattern.Matches(pattern, host)));

    /// <summary>Whether it is a name or an address of this machine alone.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
