using System.Collections.Immutable;
using Sweep.Core.Patterns;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads the values of one parameter: a list or, for numbers, a range.</summary>
internal sealed class ParameterReader(SpecErrors errors)
{
    private readonly SpecValues _values = new(errors);
    private readonly RangeReader _rateRanges = new(errors, "{ log: [0.001, 0.1], count: 3 }");
    private readonly RangeReader _countRanges = new(errors, "{ linear: [1, 5], count: 3 }");

    /// <summary>The parameter; null, with errors, where any of its values is wrong.</summary>
    public Parameter? Read(ParameterName name, SpecNode node)
    {
        var path = SpecSection.Join("parameters", name.ToName());
        switch (name)
        {
            case ParameterName.Pattern:
                return Distinct(name, path, node, "[circle, diamond]", ReadPattern) is { } patterns ? new Parameter.Patterns(patterns) : null;
            case ParameterName.LearningRate:
                var rates = node is SpecNode.Map
                    ? _rateRanges.Read(path, node, ReadRate, RangeValues.Linear, RangeValues.Log)
                    : Distinct(name, path, node, "[0.001, 0.01]", ReadRate);
                return rates is { } ? new Parameter.LearningRates(rates.Value) : null;
            default:
                var counts = node is SpecNode.Map
                    ? _countRanges.Read(path, node, (at, value) => ReadCount(name, at, value), RangeValues.Linear, RangeValues.Log)
                    : Distinct(name, path, node, $"[{SpecDefaults.Of(name)}]", (at, value) => ReadCount(name, at, value));
                return counts is { } ? new Parameter.Counts(name, counts.Value) : null;
        }
    }

    private ImmutableArray<T>? Distinct<T>(ParameterName name, string path, SpecNode node, string example, Func<string, SpecNode, T?> read)
        where T : struct
    {
        if (node is SpecNode.Broken)
            return null;
        if (node is not SpecNode.List { Items: var items })
        {
            errors.Add(path, node, node.IsNull ? "" : node.Show(), node.IsNull ? "has no values" : "must be in a list", $"write {ExampleFor(name, node, example)}");
            return null;
        }

        if (items.Count is 0 or > SpecLimits.ValuesPerParameter)
        {
            errors.Add(
                path,
                node,
                items.Count == 0 ? "[]" : $"a list of {items.Count} values",
                items.Count == 0 ? "has no values" : $"must have at most {SpecLimits.ValuesPerParameter}",
                items.Count == 0 ? $"write {example}" : "use fewer values, or several sweeps");
            return null;
        }

        var values = ImmutableArray.CreateBuilder<T>(items.Count);
        var first = new Dictionary<T, SpecNode>();
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

    private Pattern? ReadPattern(string path, SpecNode node)
    {
        if (_values.Text(path, node, "a pattern", $"write one of: {string.Join(", ", PatternNames.All)}") is not { } name)
            return null;
        if (PatternNames.TryParse(name, out var pattern))
            return pattern;
        errors.Add(path, node, "is not a pattern", errors.IsFull ? "" : Suggestion.For(name, PatternNames.All, "patterns"));
        return null;
    }

    private double? ReadRate(string path, SpecNode node) => _values.Positive(path, node, "0.001");

    private int? ReadCount(ParameterName name, string path, SpecNode node) =>
        (int?)_values.Whole(path, node, 1, SpecLimits.Of(name));

    // The value in a list, where that would do.
    private static string ExampleFor(ParameterName name, SpecNode node, string example)
    {
        if (node is not SpecNode.Scalar { IsNull: false } scalar)
            return example;
        var tried = new SpecErrors();
        new ParameterReader(tried).Read(name, new SpecNode.List([scalar], scalar.Line, scalar.Column));
        return tried.Any ? example : $"[{scalar.Show()}]";
    }
}
