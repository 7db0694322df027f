using System.Collections.Immutable;
using System.Text;

namespace Sweep.Core.Specs.Reading;

/// <summary>Turns a spec's nodes into the model, and reports everything that keeps them from it.</summary>
internal sealed class SpecValidator(SpecErrors errors)
{
    private readonly SpecValues _values = new(errors);
    private readonly ParameterReader _parameters = new(errors);

    /// <summary>The spec; of no use where errors were reported.</summary>
    public SweepSpec? Read(SpecNode root)
    {
        if (SpecSection.Read("", root, SpecKeys.Top, "a spec as the examples do: name, parameters, …", errors) is not { } top)
            return null;
        Whole(top, "version", SpecLimits.Version, SpecLimits.Version, SpecLimits.Version);
        var name = ReadName(top);
        var (parameters, written) = ReadParameters(top);
        var replicates = Whole(top, "replicates", 1, SpecLimits.Replicates, SpecDefaults.Replicates);
        var dataSeed = Whole(top, "data_seed", 0, SpecLimits.Seed, SpecDefaults.DataSeed);
        var initSeed = Whole(top, "init_seed", 0, SpecLimits.Seed, SpecDefaults.InitSeed);
        CheckSampler(top);
        var target = Inner(top, "target", SpecKeys.Target, "{ loss: 0.2 }") is { } loss
            ? Positive(loss, "target.loss", "loss", SpecDefaults.TargetLoss)
            : SpecDefaults.TargetLoss;
        var record = Inner(top, "record", SpecKeys.Record, "{ every: 1 }");
        var every = record is null
            ? SpecDefaults.RecordEvery
            : Whole(record, "every", 1, SpecLimits.RecordEvery, SpecDefaults.RecordEvery, "record.every");
        var weight = Positive(top, "weight", "weight", SpecDefaults.Weight);
        var limit = top["max_concurrent"] is { } concurrent
            ? _values.Whole("max_concurrent", concurrent, 1, SpecLimits.MaxConcurrent)
            : null;
        var checks = new SpecTotals(errors);
        checks.CheckSeeds(top, "data_seed", dataSeed, replicates);
        checks.CheckSeeds(top, "init_seed", initSeed, replicates);
        checks.CheckPlannedTrials(written?.Node ?? top.Node, parameters, replicates);
        checks.CheckRecordedPoints(written, record, parameters, every);
        if (errors.Any || name is null)
            return null;
        return new SweepSpec(
            name, parameters, replicates!.Value, (uint)dataSeed!.Value, (uint)initSeed!.Value, target!.Value, (int)every!.Value, weight!.Value, (int?)limit);
    }

    private string? ReadName(SpecSection top)
    {
        const string Remedy = "write one line of printable characters, such as name: my-sweep";
        if (top["name"] is not { } node)
        {
            errors.Add("name", top.Node, "", "is missing", Remedy);
            return null;
        }

        var inQuotes = node is SpecNode.Scalar { IsNull: false, IsQuoted: false } word ? $"write \"{word.Show()}\" in quotes" : Remedy;
        if (_values.Text("name", node, "text", inQuotes) is not { } name)
            return null;
        var strange = name.EnumerateRunes().Where(rune => !Shown.IsPrintable(rune)).Select(rune => (Rune?)rune).FirstOrDefault();
        if (string.IsNullOrWhiteSpace(name))
            errors.Add("name", node, "is blank", Remedy);
        else if (name.Contains('\n') || name.Contains('\r'))
            errors.Add("name", node, "must be one line", Remedy);
        else if (strange is { } rune)
            errors.Add("name", node, $"must be printable characters, and has {Shown.CodeOf(rune)}", Remedy);
        else if (name.EnumerateRunes().Count() is > SpecLimits.NameLength and var length)
            errors.Add("name", node, $"must be at most {SpecLimits.NameLength} characters long, and has {length}", "shorten it");
        else if (name != name.Trim())
            errors.Add("name", node, "must not start or end with a space", $"write {Shown.Of(name.Trim())}");
        else
            return name;
        return null;
    }

    // The parameters that could be read, those left out at the end with their defaults.
    private (ImmutableArray<Parameter> Read, SpecSection? Written) ReadParameters(SpecSection top)
    {
        const string Example = "{ pattern: [circle, diamond] }";
        if (top["parameters"] is not { } node)
        {
            errors.Add("parameters", top.Node, "", "is missing", $"write parameters: {Example}");
            return ([], null);
        }

        if (SpecSection.Read("parameters", node, ParameterNames.All, Example, errors) is not { } section)
            return ([], null);
        var read = ImmutableArray.CreateBuilder<Parameter>();
        foreach (var key in section.Keys)
        {
            if (ParameterNames.TryParse(key, out var name) && _parameters.Read(name, section[key]!) is { } parameter)
                read.Add(parameter);
        }

        if (section["pattern"] is null)
            errors.Add("parameters.pattern", section.Node, "", "is missing", "write pattern: [circle, diamond]");
        foreach (var name in Enum.GetValues<ParameterName>().Where(name => name != ParameterName.Pattern && section[name.ToName()] is null))
            read.Add(SpecDefaults.ParameterOf(name));
        return (read.ToImmutable(), section);
    }

    private void CheckSampler(SpecSection top)
    {
        if (top["sampler"] is not { } node)
            return;
        var remedy = $"write one of: {string.Join(", ", SpecKeys.Samplers)}";
        if (node is SpecNode.Map)
            errors.Add("sampler", node, "is reserved for a later version", remedy);
        else if (_values.Text("sampler", node, "a sampler's name", remedy) is { } sampler && !SpecKeys.Samplers.Contains(sampler))
            errors.Add("sampler", node, "is not a sampler of this version", remedy);
    }

    private SpecSection? Inner(SpecSection top, string key, IReadOnlyList<string> keys, string example) =>
        top[key] is { } node ? SpecSection.Read(key, node, keys, example, errors) : null;

    private long? Whole(SpecSection section, string key, long least, long most, long preset, string? path = null) =>
        section[key] is { } node ? _values.Whole(path ?? key, node, least, most) : preset;

    private double? Positive(SpecSection section, string path, string key, double preset) =>
        section[key] is { } node ? _values.Positive(path, node, $"{preset}") : preset;
}
