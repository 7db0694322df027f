using k8s;
using k8s.Models;
using Sweep.Testing;
using YamlDotNet.RepresentationModel;

namespace Sweep.SystemTests.Deploy.Kubernetes;

/// <summary>What comes out of an overlay, with everything that it stands on.</summary>
public sealed class RenderedTests
{
    public static TheoryData<string> Components => ["", "busy-slots", "dashboard"];

    [Theory]
    [MemberData(nameof(Components))]
    public void Overlay_Rendered_IsWhatKubernetesKnowsWithAllThatItRequires(string component)
    {
        var objects = Render(component);
        Assert.All(objects, rendered => Assert.NotEmpty(KubernetesYaml.LoadAllFromString(Kustomization.Text(rendered), null, strict: true)));
        Assert.Empty(objects.SelectMany(RequiredFields.MissingIn));
        var names = objects.Select(Kustomization.NameOf).ToList();
        Assert.Equal(names.Distinct(StringComparer.Ordinal), names);
    }

    [Theory]
    [MemberData(nameof(Components))]
    public void Overlay_Rendered_NamesOnlyWhatIsInIt(string component)
    {
        var objects = Read(component);
        var deployments = objects.OfType<V1Deployment>().ToList();
        var silos = Assert.Single(deployments, deployment => deployment.Metadata.Name == "sweep-silo");
        var pods = objects.OfType<V1Pod>().Select(pod => (pod.Metadata, pod.Spec))
            .Concat(objects.OfType<V1Job>().Select(job => (job.Spec.Template.Metadata, job.Spec.Template.Spec)))
            .Concat(deployments.Select(deployment => (deployment.Spec.Template.Metadata, deployment.Spec.Template.Spec)))
            .ToList();
        Assert.All(pods.SelectMany(pod => pod.Spec.Containers).SelectMany(container => container.EnvFrom ?? []), from =>
        {
            if (from.ConfigMapRef is { } settings)
                Assert.Contains(objects.OfType<V1ConfigMap>(), map => map.Metadata.Name == settings.Name);
            if (from.SecretRef is { } secret)
                Assert.Contains(objects.OfType<V1Secret>(), found => found.Metadata.Name == secret.Name);
        });
        Assert.All(pods.SelectMany(pod => pod.Spec.Volumes ?? []).Where(volume => volume.Secret is not null), volume => Assert.Contains(
            objects.OfType<V1Secret>(), found => found.Metadata.Name == volume.Secret.SecretName));
        Assert.All(pods, pod => Assert.Contains(objects.OfType<V1ServiceAccount>(), account => account.Metadata.Name == pod.Spec.ServiceAccountName));
        var target = Assert.Single(objects.OfType<V2HorizontalPodAutoscaler>()).Spec.ScaleTargetRef;
        Assert.Equal((silos.ApiVersion, silos.Kind, silos.Metadata.Name), (target.ApiVersion, target.Kind, target.Name));
        Assert.All(
            objects.OfType<V1PodDisruptionBudget>().Select(budget => budget.Spec.Selector.MatchLabels)
                .Concat(deployments.Select(deployment => deployment.Spec.Selector.MatchLabels))
                .Concat(objects.OfType<V1Service>().Select(service => service.Spec.Selector)),
            selector => Assert.Contains(pods, pod => selector.All(label => pod.Metadata.Labels.Contains(label))));
    }

    [Fact]
    public void Overlay_Rendered_GivesSilosAndClientsTheFilesOfTheirCertificates()
    {
        var objects = Read("");
        var settings = Assert.Single(objects.OfType<V1ConfigMap>()).Data;
        var silo = Assert.Single(objects.OfType<V1Deployment>()).Spec.Template.Spec;
        var client = Assert.Single(objects.OfType<V1Pod>()).Spec;
        foreach (var (pod, values) in new[] { (silo, settings),
            (client, Assert.Single(client.Containers).Env.ToDictionary(variable => variable.Name, variable => variable.Value)) })
        {
            var mount = Assert.Single(Assert.Single(pod.Containers).VolumeMounts, mount => mount.Name == "tls");
            Assert.True(mount.ReadOnlyProperty);
            var volume = Assert.Single(pod.Volumes, volume => volume.Name == "tls").Secret;
            Assert.Equal(Convert.ToInt32("440", 8), volume.DefaultMode);
            Assert.Equal(pod.SecurityContext.RunAsUser, pod.SecurityContext.FsGroup);
            var files = Assert.Single(objects.OfType<V1Secret>(), secret => secret.Metadata.Name == volume.SecretName).Data.Keys;
            Assert.Equal(
                ["Sweep__Tls__Authority", "Sweep__Tls__Certificate", "Sweep__Tls__Key"],
                values.Where(value => files.Any(file => value.Value == $"{mount.MountPath}/{file}")).Select(value => value.Key).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void BusySlots_AddedToAnOverlay_ScalesByWhatTheAdapterOffers()
    {
        var metric = Assert.Single(Assert.Single(Read("busy-slots").OfType<V2HorizontalPodAutoscaler>()).Spec.Metrics);
        Assert.Equal("Pods", metric.Type);
        var values = File.ReadAllText(Repository.File("deploy/kubernetes/busy-slots/adapter-values.yaml"));
        Assert.Contains($"as: {metric.Pods.Metric.Name} ", values, StringComparison.Ordinal);
    }

    [Fact]
    public void Dashboard_AddedToAnOverlay_IsWhatItsIngressAndServiceLeadTo()
    {
        var objects = Read("dashboard");
        var pod = Assert.Single(objects.OfType<V1Deployment>(), deployment => deployment.Metadata.Name == "sweep-dashboard").Spec.Template;
        var container = Assert.Single(pod.Spec.Containers);
        Assert.Equal(["serve", "--cluster", "--no-migrate", "--url", "http://*:8080"], container.Args);
        var path = Assert.Single(Assert.Single(Assert.Single(objects.OfType<V1Ingress>()).Spec.Rules).Http.Paths).Backend.Service;
        var service = Assert.Single(objects.OfType<V1Service>(), service => service.Metadata.Name == path.Name);
        Assert.Equal(path.Port.Name, Assert.Single(service.Spec.Ports).Name);
        Assert.Equal((string)Assert.Single(service.Spec.Ports).TargetPort, Assert.Single(container.Ports).Name);
        Assert.Equal(pod.Metadata.Labels, service.Spec.Selector);
    }

    [Theory]
    [InlineData("Deployment", "spec", "selector", "Deployment.spec.selector")]
    [InlineData("HorizontalPodAutoscaler", "spec", "maxReplicas", "HorizontalPodAutoscaler.spec.maxReplicas")]
    [InlineData("NetworkPolicy", "metadata", "name", "NetworkPolicy.metadata.name")]
    public void RequiredFields_OneTakenAway_IsMissed(string kind, string part, string field, string expected)
    {
        var manifest = Render("").First(rendered => rendered["kind"].ToString() == kind);
        ((YamlMappingNode)manifest[part]).Children.Remove(new YamlScalarNode(field));
        Assert.Equal(expected, Assert.Single(RequiredFields.MissingIn(manifest)));
    }

    private static IReadOnlyList<YamlMappingNode> Render(string component) => Kustomization.Render("overlays/example", component.Length == 0 ? [] : [component]);

    private static List<object> Read(string component) =>
        [.. Render(component).SelectMany(rendered => KubernetesYaml.LoadAllFromString(Kustomization.Text(rendered), null, strict: true))];
}
