using Microsoft.AspNetCore.Http;
using Sweep.Core.Texts;

namespace Sweep.Web.Keys;

/// <summary>What addresses that a server listens on mean for who may reach it.</summary>
public static class ListeningAddresses
{
    private const int MostPort = 65535;

    private const string Remedy =
        "make a key with `sweep key add NAME` on its database, or listen on http://127.0.0.1:8080, which this machine alone reaches";

    /// <summary>Whether it is an address that a server can listen on: a scheme, a host and a port, or a socket of Unix, and no path.</summary>
    /// <param name="text">As somebody wrote it.</param>
    public static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.Scheme is "http" or "https"
                && (address.IsUnixPipe || (address is { Host.Length: > 0, Port: >= 0 and <= MostPort, PathBase.Length: 0 } && IsHost(address.Host)));
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether other machines cannot reach it.</summary>
    /// <param name="address">Such as <c>http://127.0.0.1:8080</c>.</param>
    public static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address) is { IsUnixPipe: false, IsNamedPipe: false } parsed ? parsed.Host : "";
        return HostNames.IsLoopback(host);
    }

    /// <summary>Why a server must not start on these; null where it may.</summary>
    /// <param name="place">The setting or option that has the addresses.</param>
    /// <param name="addresses">All of them.</param>
    /// <param name="keys">The database's.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<Problem?> CheckAsync(string place, IEnumerable<string> addresses, KeyRing keys, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentNullException.ThrowIfNull(keys);
        return addresses.FirstOrDefault(address => !IsLoopback(address)) is { } exposed && !await keys.HasUsableAsync(cancellation)
            ? new Problem(place, exposed, "is open to other machines, and there is no usable key to ask them for", Remedy)
            : null;
    }

    /// <summary>A port that is no number would be taken for a part of the name.</summary>
    private static bool IsHost(string host) => host.StartsWith('[') || !host.AsSpan().ContainsAny(":@/ ");
}
