using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Sweep.Core.Texts;
using Sweep.Grains.Clustering;
using Sweep.Grains.Settings;

namespace Sweep.Silo;

/// <summary>Reads settings one by one; what is wrong is noted with value, rule and remedy, and the default taken so that the rest is checked too.</summary>
internal sealed class SettingReader(IConfiguration configuration, ICollection<string> errors)
{
    /// <summary>Other keys that the server's own host reads, and those of the libraries, below their names.</summary>
    private static readonly string[] HostKeys =
        ["http_ports", "https_ports", "environment", "contentRoot", "applicationName", "allowedHosts", "shutdownTimeoutSeconds", "detailedErrors"];

    private const string AddressRemedy = "give one of this machine's, or leave it out for its first";

    private static readonly string[] HostSections = ["Logging:", "Kestrel:", "OTEL_"];

    public string Text(string key, string otherwise) => configuration[key] is { Length: > 0 } text ? text : otherwise;

    public int Whole(string key, int otherwise, int least, int most)
    {
        var text = configuration[key];
        return string.IsNullOrEmpty(text) ? otherwise : errors.ReadWhole(Place(key), text, least, most, $"leave it out for {otherwise}") ?? otherwise;
    }

    public bool Flag(string key, bool otherwise)
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return otherwise;
        if (bool.TryParse(text, out var value))
            return value;
        errors.Refuse(Place(key), text, "must be true or false", $"leave it out for {(otherwise ? "true" : "false")}");
        return otherwise;
    }

    /// <summary>What has a form of its own; null where nothing is said, or what breaks its rule.</summary>
    public T? Parsed<T>(string key, Func<string, T?> parse, string rule, string remedy)
        where T : class
    {
        var text = configuration[key];
        if (string.IsNullOrEmpty(text))
            return null;
        var value = parse(text);
        if (value is null)
            errors.Refuse(Place(key), text, rule, remedy);
        return value;
    }

    /// <summary>A name that stands in a table and in messages.</summary>
    public string Name(string key, string otherwise)
    {
        var text = Text(key, otherwise);
        if (ClusterIdentity.IsName(text))
            return text;
        errors.Refuse(Place(key), text, ClusterIdentity.Rule, $"leave it out for {otherwise}");
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
            errors.Refuse(Place(key), text, "is no address at which others reach this silo", AddressRemedy);
            return null;
        }

        try
        {
            return Dns.GetHostAddresses(text, AddressFamily.InterNetwork) is [var first, ..] ? first : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            errors.Refuse(Place(key), text, "is neither an IP address nor the name of a host that has one", AddressRemedy);
            return null;
        }
    }

    /// <summary>
    /// Refuses what looks like a setting and is none, wherever it stands; on the command line, which is this program's alone, all that it does not
    /// know.
    /// </summary>
    public void RefuseUnknown()
    {
        foreach (var (key, _) in configuration.AsEnumerable().Where(pair => pair.Value is not null).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var (place, show) = (Place(key), Writer(key));
            var refusal = ProviderOf(key) is CommandLineConfigurationProvider && !IsOfHost(key)
                ? KnownSettings.StrictRefusal(key, show)
                : KnownSettings.Refusal(key, show);
            if (refusal is not null)
                errors.Add($"{place}: {refusal}");
        }
    }

    /// <summary>The key as it is written where its value comes from.</summary>
    public string Place(string key) => ProviderOf(key) is JsonConfigurationProvider file ? $"{file.Source.Path}: {key}" : Writer(key)(key);

    private static bool IsOfHost(string key) =>
        HostKeys.Contains(key, StringComparer.OrdinalIgnoreCase) || HostSections.Any(section => key.StartsWith(section, StringComparison.OrdinalIgnoreCase));

    private Func<string, string> Writer(string key) => ProviderOf(key) is EnvironmentVariablesConfigurationProvider ? Setting.VariableOf : static name => name;

    private IConfigurationProvider? ProviderOf(string key) =>
        (configuration as IConfigurationRoot)?.Providers.LastOrDefault(provider => provider.TryGet(key, out _));
}
