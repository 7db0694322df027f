using Sweep.Testing;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sweep.SystemTests.Deploy.Kubernetes;

/// <summary>
/// What <c>kubectl kustomize</c> makes of a folder, as far as deploy/kubernetes uses it: resources and components, files or folders, patches
/// of the strategic kind, and the secrets that are generated. Images, namespaces and the hashes in names are left as they are written.
/// </summary>
internal static class Kustomization
{
    private const string File = "kustomization.yaml";

    private static readonly string[] Known = ["apiVersion", "kind", "namespace", "resources", "components", "images", "secretGenerator", "patches"];

    /// <summary>All objects of a folder of deploy/kubernetes.</summary>
    /// <param name="folder">Such as overlays/example.</param>
    /// <param name="components">More components, as if the folder named them.</param>
    /// <exception cref="InvalidOperationException">Something that is named is not there, or a patch changes nothing.</exception>
    public static IReadOnlyList<YamlMappingNode> Render(string folder, params string[] components)
    {
        var objects = new List<YamlMappingNode>();
        Add(objects, Repository.File($"deploy/kubernetes/{folder}"));
        foreach (var component in components)
            Add(objects, Repository.File($"deploy/kubernetes/{component}"));
        return objects;
    }

    /// <summary>An object as text.</summary>
    public static string Text(YamlNode node)
    {
        using var text = new StringWriter();
        new YamlStream(new YamlDocument(node)).Save(new Emitter(text), assignAnchors: false);
        return text.ToString();
    }

    private static void Add(List<YamlMappingNode> objects, string folder)
    {
        var file = Path.Combine(folder, File);
        var plan = Assert.Single(Read(file));
        if (plan.Children.Keys.Select(key => key.ToString()).Except(Known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new InvalidOperationException($"{file}: {unknown} is not understood here: teach {nameof(Kustomization)}");
        foreach (var path in Texts(plan, "resources").Concat(Texts(plan, "components")).Select(name => Path.Combine(folder, name)))
        {
            if (Directory.Exists(path))
                Add(objects, path);
            else
                objects.AddRange(Read(path));
        }

        foreach (var generator in Items(plan, "secretGenerator"))
        {
            // The real one is not in git; the example beside it stands for it.
            foreach (var env in Texts(generator, "envs").Where(env => !System.IO.File.Exists(Path.Combine(folder, $"{env}.example"))))
                throw new InvalidOperationException($"{file}: {env}.example: is not there");
            // Files are made by deploy/authority.sh, under the last part of their names.
            var data = string.Join(", ", Texts(generator, "files").Select(file => $"{Path.GetFileName(file)}: \"\""));
            var type = generator.Children.TryGetValue("type", out var named) ? named.ToString() : "Opaque";
            objects.Add(Assert.Single(Parse($"apiVersion: v1\nkind: Secret\nmetadata: {{ name: {generator["name"]} }}\ntype: {type}\ndata: {{ {data} }}\n")));
        }

        foreach (var patch in Items(plan, "patches").SelectMany(patch => Read(Path.Combine(folder, patch["path"].ToString()))))
        {
            var target = objects.Find(found => NameOf(found) == NameOf(patch)) ?? throw new InvalidOperationException($"{file}: there is no {NameOf(patch)} to patch");
            Merge(target, patch);
        }
    }

    /// <summary>Kind and name, and the version of the kind.</summary>
    public static string NameOf(YamlMappingNode node) => $"{node["kind"]} {node["metadata"]["name"]} ({node["apiVersion"]})";

    // Lists whose items have names are merged by them, all others replaced: so it is in what is patched here (containers, env; metrics).
    private static void Merge(YamlMappingNode target, YamlMappingNode patch)
    {
        foreach (var (key, value) in patch)
        {
            if (!target.Children.TryGetValue(key, out var present))
                target.Add(key, value);
            else if (present is YamlMappingNode map && value is YamlMappingNode changes)
                Merge(map, changes);
            else if (present is YamlSequenceNode list && value is YamlSequenceNode items && items.All(HasName))
                Merge(list, items);
            else
                target.Children[key] = value;
        }
    }

    private static void Merge(YamlSequenceNode target, YamlSequenceNode items)
    {
        foreach (var item in items.Cast<YamlMappingNode>())
        {
            if (target.OfType<YamlMappingNode>().FirstOrDefault(present => HasName(present) && present["name"].Equals(item["name"])) is { } same)
                Merge(same, item);
            else
                target.Add(item);
        }
    }

    private static bool HasName(YamlNode node) => node is YamlMappingNode map && map.Children.ContainsKey("name");

    private static IEnumerable<string> Texts(YamlMappingNode node, string key) => Sequence(node, key).Select(item => item.ToString());

    private static IEnumerable<YamlMappingNode> Items(YamlMappingNode node, string key) => Sequence(node, key).Cast<YamlMappingNode>();

    private static IEnumerable<YamlNode> Sequence(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var list) ? (YamlSequenceNode)list : [];

    private static IReadOnlyList<YamlMappingNode> Read(string path) => System.IO.File.Exists(path)
        ? Parse(System.IO.File.ReadAllText(path))
        : throw new InvalidOperationException($"{path}: is named but not there");

    private static IReadOnlyList<YamlMappingNode> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }
}
