using Sweep.SystemTests.Dashboards.Boards;
using Sweep.Testing;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Sweep.SystemTests.Dashboards.Deployment;

/// <summary>
/// The profile <c>telemetry</c> of deploy/compose.yaml. Its images cannot be had where no registry answers; what can be known without them is tested.
/// </summary>
public sealed class TelemetryProfileTests
{
    private static readonly string[] Backends = ["collector", "jaeger", "prometheus", "grafana"];

    private static readonly Dictionary<object, object> Services = (Dictionary<object, object>)ReadCompose()["services"];

    [Fact]
    public void Services_OfTheProfile_ArePinnedAndOnLoopback()
    {
        foreach (var name in Backends)
        {
            var service = Service(name);
            Assert.Equal(["telemetry"], List(service, "profiles"));
            Assert.Matches(@"^\$\{SWEEP_[A-Z]+_IMAGE:-[\w./-]+:v?\d+\.\d+\.\d+\}$", (string)service["image"]);
            Assert.All(List(service, "ports"), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
            Assert.True(name == "collector" || service.ContainsKey("healthcheck"), name);
        }
    }

    [Fact]
    public void Files_ThatTheProfileMounts_Exist()
    {
        var mounts = Services.Keys.Cast<string>().SelectMany(name => List(Service(name), "volumes"))
            .Where(mount => mount.StartsWith("./telemetry/", StringComparison.Ordinal)).ToList();
        Assert.Equal(7, mounts.Count);
        Assert.All(mounts, mount => Assert.True(Path.Exists(Repository.File($"deploy/{mount.Split(':')[0]}")), mount));
    }

    [Fact]
    public void Configuration_OfTheCollector_SendsEverySignalToAServiceOfTheProfile()
    {
        var collector = TelemetryFolder.Yaml<Dictionary<object, object>>("collector.yaml");
        var pipelines = (Dictionary<object, object>)((Dictionary<object, object>)collector["service"])["pipelines"];
        Assert.Equal(["logs", "metrics", "traces"], pipelines.Keys.Cast<string>().Order(StringComparer.Ordinal));
        foreach (var part in new[] { "receivers", "processors", "exporters" })
        {
            var defined = (Dictionary<object, object>)collector[part];
            Assert.All(
                pipelines.Values.Cast<Dictionary<object, object>>().SelectMany(pipeline => List(pipeline, part)), name => Assert.Contains(name, defined.Keys));
        }
    }

    private static Dictionary<object, object> ReadCompose() =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(
            new MergingParser(new Parser(new StringReader(File.ReadAllText(Repository.File("deploy/compose.yaml"))))));

    private static Dictionary<object, object> Service(string name) => (Dictionary<object, object>)Services[name];

    private static IEnumerable<string> List(Dictionary<object, object> of, string key) =>
        of.TryGetValue(key, out var list) ? ((List<object>)list).Cast<string>() : [];
}
