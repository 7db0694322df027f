namespace Sweep.Core.Specs.Reading;

/// <summary>The known keys of one mapping, each at most once.</summary>
internal sealed class SpecSection
{
    private readonly Dictionary<string, SpecNode> _values = new(StringComparer.Ordinal);

    private SpecSection(SpecNode node) => Node = node;

    /// <summary>The mapping itself, for its place.</summary>
    public SpecNode Node { get; }

    /// <summary>Known keys in the order written.</summary>
    public List<string> Keys { get; } = [];

    public SpecNode? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>A mapping of which any key is taken, each once.</summary>
    public static SpecSection? ReadAny(string path, SpecNode node, string example, SpecErrors errors) => Read(
        path, node, node is SpecNode.Map map ? [.. map.Entries.Select(entry => entry.Key).OfType<SpecNode.Scalar>().Select(key => key.Text).Distinct()] : [],
        example, errors);

    /// <summary>Reports every key that is unknown, reserved, repeated or no word; null where the node is no mapping.</summary>
    public static SpecSection? Read(string path, SpecNode node, IReadOnlyList<string> known, string example, SpecErrors errors)
    {
        if (node is SpecNode.Broken)
            return null;
        if (node is not SpecNode.Map map)
        {
            errors.Add(path, node, node.IsNull ? "" : node.Show(), node.IsNull ? "has no value" : "must be a mapping of keys to values", $"write {example}");
            return null;
        }

        var section = new SpecSection(node);
        var places = new Dictionary<string, SpecNode>(StringComparer.Ordinal);
        foreach (var (key, value) in map.Entries)
        {
            if (key is SpecNode.Broken)
                continue;
            if (key is not SpecNode.Scalar { Text: var name })
            {
                errors.Add(path, key, "cannot be a key", $"write one of: {string.Join(", ", known)}");
                continue;
            }

            if (!places.TryAdd(name, key))
                errors.Add(Join(path, name), key, "", $"is given twice (first in line {places[name].Line})", "keep one of them");
            else if (known.Contains(name))
                section.Keep(name, value);
            else if (!(path.Length == 0 && name == SpecKeys.Schema))
                RefuseUnknown(path, name, key, known, errors);
        }

        return section;
    }

    public static string Join(string path, string key)
    {
        var shown = key.Length == 0 ? "\"\"" : Shown.Of(key);
        return path.Length == 0 ? shown : $"{path}.{shown}";
    }

    private void Keep(string name, SpecNode value)
    {
        Keys.Add(name);
        _values.Add(name, value);
    }

    private static void RefuseUnknown(string path, string name, SpecNode key, IReadOnlyList<string> known, SpecErrors errors)
    {
        if (path.Length == 0 && SpecKeys.Reserved.Contains(name))
            errors.Add(Join(path, name), key, "", "is reserved for a later version", "leave it out");
        else if (name == "<<")
            errors.Add(Join(path, name), key, "", "is a merge key, and merge keys are not supported", "write the keys out");
        else
            errors.Add(Join(path, name), key, "", "is not a known key", errors.IsFull ? "" : Suggestion.For(name, known, "keys"));
    }
}
