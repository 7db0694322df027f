using System.Globalization;
using Sweep.Core.Texts;
using Sweep.Web.Keys;

namespace Sweep.Silo;

/// <summary>Checks settings that the server's own host reads, and whose wrong values it answers with a stack trace.</summary>
internal static class HostSettings
{
    private const string Certificate = "Kestrel:Certificates:Default:Path";
    private const string CertificateKey = "Kestrel:Certificates:Default:KeyPath";
    private const int MostPort = 65535;
    private const string UrlRule = "must be addresses such as http://127.0.0.1:8080 or http://*:8080, with semicolons between and ports from 0 to 65535";

    public static void Check(IConfiguration configuration, SettingReader reader, ICollection<string> errors)
    {
        if (configuration["urls"] is { Length: > 0 } urls && !Parts(urls).All(ListeningAddresses.IsAddress))
            errors.Refuse(reader.Place("Urls"), urls, UrlRule);
        CheckCertificate(configuration, reader, errors);
        foreach (var key in (string[])["http_ports", "https_ports"])
        {
            if (configuration[key] is { Length: > 0 } ports && !Parts(ports).All(IsPort))
                errors.Refuse(reader.Place(key), ports, $"must be ports from 0 to {MostPort}, with semicolons between");
        }

        foreach (var (key, level) in configuration.GetSection("Logging").AsEnumerable())
        {
            if (key.Contains(":LogLevel:", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(level)
                && !Enum.TryParse<LogLevel>(level, ignoreCase: true, out _))
                errors.Refuse(reader.Place(key), level, $"must be one of {string.Join(", ", Enum.GetNames<LogLevel>())}");
        }
    }

    /// <summary>The host would look for a developer's certificate, and for a file only once the cluster has taken the silo in.</summary>
    private static void CheckCertificate(IConfiguration configuration, SettingReader reader, ICollection<string> errors)
    {
        foreach (var key in (string[])[Certificate, CertificateKey])
        {
            if (configuration[key] is { Length: > 0 } file && !File.Exists(file))
                errors.Add($"{reader.Place(key)}: {file} is no file that this user can see; name the file, or leave it out");
        }

        var urls = Parts(configuration["urls"] ?? "");
        var isTls = urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) || (urls.Length == 0 && !string.IsNullOrEmpty(configuration["https_ports"]));
        if (isTls && string.IsNullOrEmpty(configuration[Certificate]) && string.IsNullOrEmpty(configuration["Kestrel:Certificates:Default:Subject"]))
            errors.Add($"{reader.Place(urls.Length == 0 ? "https_ports" : "Urls")}: https needs a certificate; name its file with {Certificate} and its key with {CertificateKey}, or write http");
    }

    private static string[] Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsPort(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= MostPort;
}
