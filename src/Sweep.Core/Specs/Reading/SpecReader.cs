using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Specs.Reading;

/// <summary>
/// Reads a spec in YAML or JSON. A text is JSON where it starts as JSON does and is read as such; all else is YAML. Both
/// give one tree of values with their places, which one validator turns into the model.
/// </summary>
public static class SpecReader
{
    private const string UnknownPattern = $"is not a {PerceptronParameters.Pattern}";
    private const string PatternPath = $"parameters.{PerceptronParameters.Pattern}[";

    /// <summary>The spec of a file's bytes, or everything that is wrong with it; never throws.</summary>
    public static SpecReadResult Read(ReadOnlySpan<byte> utf8, KnownTrainers? known = null)
    {
        var errors = new SpecErrors();
        return SpecText.Decode(utf8, errors) is { } text ? Read(text, known) : new SpecReadResult(null, errors.ToImmutable());
    }

    /// <summary>The spec of a text, or everything that is wrong with it; never throws.</summary>
    public static SpecReadResult Read(string text, KnownTrainers? known = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var errors = new SpecErrors();
        known ??= KnownTrainers.Default;
        var validator = new SpecValidator(errors, known);
        var spec = SpecText.Check(text, errors) is { } checkedText && ReadNodes(checkedText, errors) is { } root
            ? validator.Read(root)
            : null;
        if (!errors.Any && spec is not null)
            return new SpecReadResult(spec, []) { History = validator.History };
        var all = errors.ToImmutable();
        return new SpecReadResult(null, all)
        {
            History = validator.History,
            AsksForData = known.Data is null && all.Any(error => error.Rule == UnknownPattern && error.Path.StartsWith(PatternPath, StringComparison.Ordinal)),
        };
    }

    internal static SpecNode? ReadNodes(string text, SpecErrors errors)
    {
        var start = text.AsSpan().TrimStart();
        if (start.Length == 0 || start[0] is not ('{' or '['))
            return YamlNodes.Read(text, errors);
        var (root, error) = JsonNodes.Read(text);
        if (root is not null)
            return root;
        if (error!.Rule.Contains("'/'", StringComparison.Ordinal))
        {
            // A comment as in JavaScript; YAML would take it for a key.
            errors.Add(error with { Remedy = "remove comments from JSON, or write YAML and start them with #" });
            return null;
        }

        // YAML's flow style allows what JSON does not: words without quotes, a comma at the end. Text that is neither gets
        // JSON's message where its first key is in quotes, as nobody writes them in YAML.
        var yamlErrors = new SpecErrors();
        var yaml = YamlNodes.Read(text, yamlErrors);
        var isMeantAsJson = text.AsSpan().TrimStart()[1..].TrimStart() is ['"' or '}' or '{', ..];
        foreach (var found in yaml is null && isMeantAsJson ? [error] : yamlErrors.ToImmutable())
            errors.Add(found);
        return yaml;
    }
}
