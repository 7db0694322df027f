using System.Globalization;
using Sweep.Grains.Settings;

namespace Sweep.Silo;

/// <summary>Checks settings that the server's own host reads, and whose wrong values it answers with a stack trace.</summary>
internal static class HostSettings
{
    private const int MostPort = 65535;
    private const string UrlRule = "must be addresses such as http://127.0.0.1:8080 or http://*:8080, with semicolons between and ports from 0 to 65535";

    public static void Check(IConfiguration configuration, SettingReader reader, ICollection<string> errors)
    {
        if (configuration["urls"] is { Length: > 0 } urls && !Parts(urls).All(IsUrl))
            errors.Add($"{reader.Place("Urls")}: \"{Secrets.Masked(urls)}\" {UrlRule}");
        foreach (var key in (string[])["http_ports", "https_ports"])
        {
            if (configuration[key] is { Length: > 0 } ports && !Parts(ports).All(IsPort))
                errors.Add($"{reader.Place(key)}: \"{ports}\" must be ports from 0 to {MostPort}, with semicolons between");
        }

        foreach (var (key, level) in configuration.GetSection("Logging").AsEnumerable())
        {
            if (key.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(level) && !Enum.TryParse<LogLevel>(level, ignoreCase: true, out _))
                errors.Add($"{reader.Place(key)}: \"{Secrets.Masked(level)}\" must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}");
        }
    }

    private static string[] Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsPort(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= MostPort;

    private static bool IsUrl(string text)
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

    /// <summary>A port that is no number would be taken for a part of the name.</summary>
    private static bool IsHost(string host) => host.StartsWith('[') || !host.AsSpan().ContainsAny(":@/ ");
}
