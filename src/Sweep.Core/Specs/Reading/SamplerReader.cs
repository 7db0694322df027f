using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads a sampler: the word of its kind, or a mapping with its options.</summary>
internal sealed class SamplerReader(SpecErrors errors)
{
    private static readonly string Remedy = $"write one of: {string.Join(", ", SpecKeys.Samplers)}";

    private readonly SpecValues _values = new(errors);

    /// <summary>Null, with errors, where its kind could not be read.</summary>
    public SamplerSpec? Read(SpecNode? node)
    {
        if (node is null)
            return SamplerSpec.Grid;
        if (node is not SpecNode.Map)
            return ReadKind("sampler", node)?.Preset();
        if (SpecSection.Read("sampler", node, SpecKeys.Sampler, "{ kind: random, trials: 100 }", errors) is not { } section)
            return null;
        if (section["kind"] is not { } kind)
        {
            errors.Add("sampler.kind", node, "", "is missing", Remedy);
            return null;
        }

        return ReadKind("sampler.kind", kind) is { } declared ? ReadOptions(section, declared) : null;
    }

    private SamplerSpec ReadOptions(SpecSection section, SamplerDeclaration declared)
    {
        var spec = declared.Preset();
        foreach (var key in section.Keys.Where(key => key != "kind"))
        {
            var path = SpecSection.Join("sampler", key);
            if (declared.Find(key) is { } option)
                spec = ReadValue(path, section[key]!, option) is { } value ? spec.With(key, value) : spec;
            else
                errors.Add(path, section[key]!, $"is no option of {declared.Name}", OptionsOf(declared));
        }

        return spec;
    }

    private static string OptionsOf(SamplerDeclaration declared) => declared.Options.IsEmpty
        ? "leave it out: it has none"
        : $"leave it out: it has {string.Join(", ", declared.Options.Select(option => option.Name))}";

    private ParameterValue? ReadValue(string path, SpecNode node, ParameterDeclaration option) => option.Kind switch
    {
        ParameterKind.Whole => _values.Whole(path, node, option.Least, option.Most) is { } whole ? whole : default(ParameterValue?),
        ParameterKind.Real => (option.IsPositive ? _values.Positive(path, node, $"{option.Default}") : _values.Real(path, node)) is { } real ? real : default(ParameterValue?),
        ParameterKind.Truth => _values.Truth(path, node) is { } truth ? truth : default(ParameterValue?),
        _ => ReadText(path, node, option),
    };

    private ParameterValue? ReadText(string path, SpecNode node, ParameterDeclaration option)
    {
        var remedy = $"write one of: {string.Join(", ", option.Choices)}";
        if (_values.Text(path, node, "a word", remedy) is not { } text)
            return null;
        if (option.Choices.Contains(text))
            return text;
        errors.Add(path, node, $"is no {option.Name}", remedy);
        return null;
    }

    private SamplerDeclaration? ReadKind(string path, SpecNode node)
    {
        if (_values.Text(path, node, "a sampler's name", Remedy) is not { } name)
            return null;
        if (SamplerDeclarations.Find(name) is { } declared)
            return declared;
        errors.Add(path, node, "is not a sampler of this version", Remedy);
        return null;
    }
}
