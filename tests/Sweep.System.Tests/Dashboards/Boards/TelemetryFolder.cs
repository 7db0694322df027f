using Sweep.Testing;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Sweep.SystemTests.Dashboards.Boards;

/// <summary>The files of deploy/telemetry.</summary>
internal static class TelemetryFolder
{
    public static string File(string name) => Repository.File($"deploy/telemetry/{name}");

    /// <summary>The dashboards, in order of file name.</summary>
    public static IReadOnlyList<Dashboard> Dashboards { get; } =
        [.. Directory.GetFiles(File("grafana/dashboards"), "*.json").Order(StringComparer.Ordinal).Select(Dashboard.Read)];

    /// <summary>Reads a YAML file; keys that <typeparamref name="T"/> lacks are passed over.</summary>
    public static T Yaml<T>(string name) => new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance)
        .IgnoreUnmatchedProperties()
        .Build()
        .Deserialize<T>(System.IO.File.ReadAllText(File(name)));
}
