using k8s;
using k8s.Models;
using Sweep.Testing;
using YamlDotNet.Serialization;

namespace Sweep.SystemTests.Deploy.Kubernetes;

/// <summary>The manifests against Kubernetes' own model of them (strict: a field that it does not know is an error), and against the program.</summary>
public sealed class ManifestTests
{
    private static readonly string[] Folders = ["base", "client", "dashboard"];

    public static TheoryData<string> Manifests => [.. Folders.SelectMany(folder => Resources(folder).Select(file => $"{folder}/{file}"))];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Manifest_ReadStrictly_IsWhatKubernetesKnows(string file) => Assert.NotEmpty(Read(file));

    [Theory]
    [InlineData("base")]
    [InlineData("client")]
    [InlineData("dashboard")]
    public void Kustomization_OfAFolder_NamesEveryFileInIt(string folder) => Assert.Equal(
        Directory.GetFiles(Repository.File($"deploy/kubernetes/{folder}"), "*.yaml").Select(path => System.IO.Path.GetFileName(path)!).Where(name => name != "kustomization.yaml").Order(StringComparer.Ordinal),
        Resources(folder).Order(StringComparer.Ordinal));

    [Fact]
    public void Manifest_WithAFieldThatKubernetesDoesNotKnow_IsRefused()
    {
        var text = File.ReadAllText(Path("base/silo.yaml")).Replace("terminationGracePeriodSeconds", "terminationGracePeriod", StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => KubernetesYaml.LoadAllFromString(text, null, strict: true));
    }

    [Fact]
    public void Silo_InItsPod_IsAskedWhereItAnswersAndHasTimeToDrain()
    {
        var pod = Assert.IsType<V1Deployment>(Assert.Single(Read("base/silo.yaml"))).Spec.Template.Spec;
        var silo = Assert.Single(pod.Containers);
        Assert.Equal(("/health/live", "/health/ready"), (silo.LivenessProbe.HttpGet.Path, silo.ReadinessProbe.HttpGet.Path));
        Assert.Equal([11111, 30000, 8080], silo.Ports.Select(port => port.ContainerPort));
        Assert.True(silo.SecurityContext.ReadOnlyRootFilesystem);
        Assert.True(pod.SecurityContext.RunAsNonRoot);
        // The server's own default for draining is 25 s.
        Assert.True(pod.TerminationGracePeriodSeconds > 25);
    }

    private static List<object> Read(string file) => KubernetesYaml.LoadAllFromString(File.ReadAllText(Path(file)), null, strict: true);

    private static string Path(string file) => Repository.File($"deploy/kubernetes/{file}");

    private static List<string> Resources(string folder)
    {
        var kustomization = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(File.ReadAllText(Path($"{folder}/kustomization.yaml")));
        return [.. ((IEnumerable<object>)kustomization["resources"]).Cast<string>()];
    }
}
