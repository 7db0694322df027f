using YamlDotNet.RepresentationModel;

namespace Sweep.SystemTests.Deploy.Kubernetes;

/// <summary>
/// The fields without which Kubernetes refuses an object (API reference of Kubernetes, "required"), of what deploy/kubernetes has in it; the
/// models of the client library know which fields there are, not which must be there.
/// </summary>
internal static class RequiredFields
{
    // Where: the end of the way to a mapping, from its kind on, items of lists standing for themselves.
    private static readonly (string Where, string[] Fields)[] Rules =
    [
        ("Deployment.spec", ["selector", "template"]),
        ("Job.spec", ["template"]),
        ("template.spec", ["containers"]),
        ("Pod.spec", ["containers"]),
        ("spec.containers", ["name", "image"]),
        ("containers.ports", ["containerPort"]),
        ("containers.env", ["name"]),
        ("containers.volumeMounts", ["name", "mountPath"]),
        (".httpGet", ["port"]),
        (".fieldRef", ["fieldPath"]),
        (".resourceFieldRef", ["resource"]),
        (".secretKeyRef", ["key"]),
        ("spec.volumes", ["name"]),
        (".topologySpreadConstraints", ["maxSkew", "topologyKey", "whenUnsatisfiable"]),
        (".seccompProfile", ["type"]),
        ("Service.spec.ports", ["port"]),
        ("HorizontalPodAutoscaler.spec", ["maxReplicas", "scaleTargetRef"]),
        (".scaleTargetRef", ["kind", "name"]),
        ("HorizontalPodAutoscaler.spec.metrics", ["type"]),
        ("metrics.resource", ["name", "target"]),
        ("metrics.pods", ["metric", "target"]),
        ("pods.metric", ["name"]),
        ("metrics.resource.target", ["type"]),
        ("metrics.pods.target", ["type"]),
        (".policies", ["type", "value", "periodSeconds"]),
        ("NetworkPolicy.spec", ["podSelector"]),
        (".matchExpressions", ["key", "operator"]),
    ];

    /// <summary>What is missing: the way to it.</summary>
    public static IEnumerable<string> MissingIn(YamlMappingNode manifest)
    {
        string[] missing = [.. Missing(manifest, "", ["apiVersion", "kind", "metadata"])];
        if (missing.Length > 0)
            return missing;
        var kind = manifest["kind"].ToString();
        return Missing((YamlMappingNode)manifest["metadata"], $"{kind}.metadata", ["name"]).Concat(Walk(manifest, kind));
    }

    private static IEnumerable<string> Walk(YamlNode node, string way) => node switch
    {
        YamlSequenceNode list => list.SelectMany(item => Walk(item, way)),
        YamlMappingNode map => Rules.Where(rule => way.EndsWith(rule.Where, StringComparison.Ordinal)).SelectMany(rule => Missing(map, way, rule.Fields))
            .Concat(map.SelectMany(child => Walk(child.Value, $"{way}.{child.Key}"))),
        _ => [],
    };

    private static IEnumerable<string> Missing(YamlMappingNode node, string way, IEnumerable<string> fields) =>
        fields.Where(field => !node.Children.ContainsKey(field)).Select(field => $"{way}.{field}");
}
