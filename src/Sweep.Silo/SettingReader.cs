using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sweep.Silo;

/// <summary>Reads settings one by one; what is wrong is noted with value, rule and remedy, and the default taken so that the rest is checked too.</summary>
internal sealed class SettingReader(IConfiguration configuration, ICollection<string> errors)
{
    private const int LongestName = 100;

    public string Text(string key, string otherwise) => configuration[key] is { Length: > 0 } text ? text : otherwise;

    public int Whole(string key, int otherwise, int least, int most)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return otherwise;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        errors.Add($"{key}: \"{text}\" must be a whole number from {least} to {most}; leave it out for {otherwise}");
        return otherwise;
    }

    public bool Flag(string key, bool otherwise)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return otherwise;
        if (bool.TryParse(text, out var value))
            return value;
        errors.Add($"{key}: \"{text}\" must be true or false; leave it out for {(otherwise ? "true" : "false")}");
        return otherwise;
    }

    /// <summary>A name that stands in a table and in messages.</summary>
    public string Name(string key, string otherwise)
    {
        var text = Text(key, otherwise);
        if (text.Length <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            return text;
        errors.Add($"{key}: \"{text}\" must be at most {LongestName} letters, digits, hyphens, dots and underscores; leave it out for {otherwise}");
        return otherwise;
    }

    /// <summary>An IP address, or a host name that has one; null where nothing is said.</summary>
    /// <param name="mayBeAny">Whether it may mean all addresses of this machine.</param>
    public IPAddress? Address(string key, bool mayBeAny = false)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return null;
        if (IPAddress.TryParse(text, out var address))
        {
            if (mayBeAny || (!address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)))
                return address;
            errors.Add($"{key}: \"{text}\" is no address at which others reach this silo; give one of this machine's, or leave it out for its first");
            return null;
        }

        try
        {
            return Dns.GetHostAddresses(text, AddressFamily.InterNetwork) is [var first, ..] ? first : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            errors.Add($"{key}: \"{text}\" is neither an IP address nor the name of a host that has one; give one of this machine's, or leave it out for its first");
            return null;
        }
    }

    /// <summary>A misspelt setting would silently be its default.</summary>
    public void RefuseUnknown(string section, IReadOnlyCollection<string> known)
    {
        foreach (var key in configuration.GetSection(section).GetChildren().Select(child => child.Key).Except(known, StringComparer.OrdinalIgnoreCase))
            errors.Add($"{section}:{key}: is no setting; the settings are {string.Join(", ", known.Select(k => $"{section}:{k}"))}");
    }
}
