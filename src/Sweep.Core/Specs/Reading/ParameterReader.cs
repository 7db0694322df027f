using System.Collections.Immutable;
using Sweep.Core.Spaces;
using Sweep.Core.Texts;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>
/// Reads the values of one parameter: a list or, for numbers, a range. What the trainer declares is checked; of others the values say their kind.
/// </summary>
internal sealed class ParameterReader(SpecErrors errors, TrainerDeclaration trainer, SamplerSpec? sampler = null)
{
    private readonly SpecValues _values = new(errors);
    private readonly RangeReader _rateRanges = new(errors, "{ log: [0.001, 0.1], count: 3 }", sampler);
    private readonly RangeReader _countRanges = new(errors, "{ linear: [1, 5], count: 3 }", sampler);

    /// <summary>The parameter; null, with errors, where any of its values is wrong.</summary>
    public Parameter? Read(string name, SpecNode node)
    {
        var path = SpecSection.Join("parameters", name);
        if (node is SpecNode.Map map && map[SpecKeys.Values] is not null)
        {
            if (SpecSection.Read(path, node, SpecKeys.Listed, "{ values: [1, 2], when: { optimizer: [sgd] } }", errors) is not { } listed)
                return null;
            (path, node) = (SpecSection.Join(path, SpecKeys.Values), listed[SpecKeys.Values]!);
            if (node is SpecNode.Map)
            {
                errors.Add(path, node, "must be a list", "write ranges without values: { linear: [1, 5], count: 3, when: { optimizer: [sgd] } }");
                return null;
            }
        }

        return Read(name, path, node);
    }

    private Parameter? Read(string name, string path, SpecNode node)
    {
        var declared = trainer.Find(name) ?? Guess(name, node);
        return declared.Kind switch
        {
            ParameterKind.Text => Of(declared, Distinct(declared, path, node, (at, value) => ReadText(declared, at, value))),
            ParameterKind.Truth => Of(declared, Distinct(declared, path, node, ReadTruth)),
            ParameterKind.Real when node is SpecNode.Map => _rateRanges.Read(
                path, node, declared, (at, value) => ReadReal(declared, at, value), RangeValues.LinearOfAny, RangeValues.Log, ParameterValue.FromReal),
            ParameterKind.Real => Of(
                declared, Distinct(declared, path, node, (at, value) => ReadReal(declared, at, value) is { } real ? real : default(ParameterValue?))),
            _ when node is SpecNode.Map => _countRanges.Read(
                path, node, declared, (at, value) => (int?)ReadWhole(declared, at, value, int.MinValue, int.MaxValue), RangeValues.LinearOfAny, RangeValues.Log,
                value => ParameterValue.FromWhole(value)),
            _ => Of(
                declared,
                Distinct(
                    declared, path, node,
                    (at, value) => ReadWhole(declared, at, value, long.MinValue, long.MaxValue) is { } whole ? whole : default(ParameterValue?))),
        };
    }

    private static Parameter? Of(ParameterDeclaration declared, ImmutableArray<ParameterValue>? values) =>
        values is { } all ? new Parameter(declared.Name, declared.Kind, all) : null;

    /// <summary>What a parameter is that nobody has declared: real where one of its numbers has a point or an exponent, whole where none has.</summary>
    private static ParameterDeclaration Guess(string name, SpecNode node)
    {
        var written = node switch
        {
            SpecNode.List list => list.Items,
            SpecNode.Map map => map.Entries
                .Where(entry => entry.Key is SpecNode.Scalar { Text: "linear" or "log" or "step" })
                .SelectMany(entry => entry.Value is SpecNode.List ends ? ends.Items : [entry.Value]),
            _ => [node],
        };
        SpecNode.Scalar[] scalars = [.. written.OfType<SpecNode.Scalar>()];
        var kind = node is not SpecNode.Map && scalars.Any(scalar => scalar.IsQuoted || !(WrittenNumber.IsDecimal(scalar.Text) || IsTruth(scalar)))
            ? ParameterKind.Text
            : scalars.Any(IsTruth)
                ? ParameterKind.Truth
                : scalars.All(scalar => WrittenNumber.IsWhole(scalar.Text)) ? ParameterKind.Whole : ParameterKind.Real;
        return new ParameterDeclaration(name, kind, "") { Example = kind == ParameterKind.Text ? "[a, b]" : "[1, 2]" };
    }

    private static bool IsTruth(SpecNode.Scalar scalar) => !scalar.IsQuoted && scalar.Text is "true" or "false";

    private ImmutableArray<ParameterValue>? Distinct(
        ParameterDeclaration declared, string path, SpecNode node, Func<string, SpecNode, ParameterValue?> read)
    {
        if (node is SpecNode.Broken)
            return null;
        if (node is not SpecNode.List { Items: var items })
        {
            errors.Add(path, node, node.IsNull ? "" : node.Show(), node.IsNull ? "has no values" : "must be in a list", $"write {ExampleFor(declared, node)}");
            return null;
        }

        if (items.Count is 0 or > SpecLimits.ValuesPerParameter)
        {
            errors.Add(
                path,
                node,
                items.Count == 0 ? "[]" : $"a list of {items.Count} values",
                items.Count == 0 ? "has no values" : $"must have at most {SpecLimits.ValuesPerParameter}",
                items.Count == 0 ? $"write {declared.Example}" : "use fewer values, or several sweeps");
            return null;
        }

        var values = ImmutableArray.CreateBuilder<ParameterValue>(items.Count);
        var first = new Dictionary<ParameterValue, SpecNode>();
        for (var index = 0; index < items.Count; index++)
        {
            var at = $"{path}[{index}]";
            if (read(at, items[index]) is not { } value)
                continue;
            if (first.TryAdd(value, items[index]))
                values.Add(value);
            else
                errors.Add(at, items[index], $"is there already (line {first[value].Line}, column {first[value].Column})", "leave one of them out");
        }

        return values.Count == items.Count ? values.MoveToImmutable() : null;
    }

    private ParameterValue? ReadText(ParameterDeclaration declared, string path, SpecNode node)
    {
        var remedy = declared.Choices.IsEmpty ? "write a word, in quotes where it looks like a number" : $"write one of: {string.Join(", ", declared.Choices)}";
        if (_values.Text(path, node, declared.Choices.IsEmpty ? "text" : $"a {declared.Noun ?? declared.Name}", remedy) is not { } text)
            return null;
        if (declared.Choices.IsEmpty || declared.Choices.Contains(text))
            return text;
        errors.Add(
            path, node, $"is not a {declared.Noun ?? declared.Name}",
            errors.IsFull ? "" : Suggestion.For(text, declared.Choices, declared.Noun is null ? $"{declared.Name}s" : "names"));
        return null;
    }

    private ParameterValue? ReadTruth(string path, SpecNode node) => _values.Truth(path, node) is { } truth ? truth : default(ParameterValue?);

    private double? ReadReal(ParameterDeclaration declared, string path, SpecNode node) =>
        declared.IsPositive || IsLog(path) ? _values.Positive(path, node, "0.001") : _values.Real(path, node);

    private long? ReadWhole(ParameterDeclaration declared, string path, SpecNode node, long least, long most)
    {
        // The resource of a trainer counts its steps.
        var isAboveZero = declared.Name == trainer.Trainer.Resource || IsLog(path);
        return _values.Whole(
            path, node, Math.Max(isAboveZero ? 1 : least, declared.Least),
            Math.Min(declared.Name == trainer.Trainer.Resource ? SpecLimits.Steps : most, declared.Most));
    }

    // No ratio leads from 0 or below it.
    private static bool IsLog(string path) => path.EndsWith(".log[0]", StringComparison.Ordinal) || path.EndsWith(".log[1]", StringComparison.Ordinal);

    // The value in a list, where that would do.
    private string ExampleFor(ParameterDeclaration declared, SpecNode node)
    {
        if (node is not SpecNode.Scalar { IsNull: false } scalar)
            return declared.Example;
        var tried = new SpecErrors();
        new ParameterReader(tried, trainer, sampler).Read(declared.Name, new SpecNode.List([scalar], scalar.Line, scalar.Column));
        return tried.Any ? declared.Example : $"[{scalar.Show()}]";
    }
}
