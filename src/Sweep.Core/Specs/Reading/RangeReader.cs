using System.Collections.Immutable;
using System.Numerics;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;
using Sweep.Core.Trainers;

namespace Sweep.Core.Specs.Reading;

/// <summary>
/// Reads <c>{ linear: [a, b], count: n }</c> and <c>{ log: [a, b], count: n }</c>, which are lists of values, and both without a count, which are ranges
/// that a sampler chooses from, linear ones with a <c>step</c> or without.
/// </summary>
/// <param name="example">Of a range with a count.</param>
/// <param name="sampler">What chooses; null where that could not be read.</param>
internal sealed class RangeReader(SpecErrors errors, string example, SamplerSpec? sampler)
{
    private readonly SpecValues _values = new(errors);

    /// <summary>The parameter, of which listed values are distinct; null, with errors, where something is wrong with it.</summary>
    public Parameter? Read<T>(
        string path, SpecNode node, ParameterDeclaration declared, Func<string, SpecNode, T?> read,
        Func<T, T, int, IEnumerable<T>> linear, Func<T, T, int, IEnumerable<T>> log, Func<T, ParameterValue> value)
        where T : struct, INumber<T>
    {
        if (SpecSection.Read(path, node, SpecKeys.Range, example, errors) is not { } range)
            return null;
        var mayChoose = sampler is null || SamplerDeclarations.Of(sampler).TakesRanges;
        int? count = null;
        if (range["count"] is { } counted)
            count = (int?)_values.Whole(SpecSection.Join(path, "count"), counted, 2, SpecLimits.ValuesPerParameter);
        else if (!mayChoose)
            errors.Add(SpecSection.Join(path, "count"), range.Node, "", "is missing", $"say how many values: {example}; or choose sampler: random");
        var (isLinear, isLog) = (range["linear"] is not null, range["log"] is not null);
        if (isLinear == isLog)
        {
            errors.Add(path, node, "", isLinear ? "has both linear and log" : "has neither linear nor log", $"write one of them: {example}");
            return null;
        }

        var kind = isLinear ? "linear" : "log";
        if (ReadEnds(SpecSection.Join(path, kind), range[kind]!, read) is not var (from, to))
            return null;
        if (range["count"] is null)
            return mayChoose ? ReadChosen(path, range, declared, (from, to), isLog) : null;
        if (range["step"] is { } step)
            errors.Add(SpecSection.Join(path, "step"), step, "stands beside a count", "leave one of them out: with a count the range is a list of values");
        else if (count is { } many && Expand(path, range, isLinear ? linear : log, (from, to), many) is { } values)
            return new Parameter(declared.Name, declared.Kind, [.. values.Select(value)]);
        return null;
    }

    private ImmutableArray<T>? Expand<T>(string path, SpecSection range, Func<T, T, int, IEnumerable<T>> expand, (T From, T To) ends, int count)
        where T : struct, INumber<T>
    {
        var values = expand(ends.From, ends.To, count).ToImmutableArray();
        for (var index = 1; index < values.Length; index++)
        {
            if (values[index].CompareTo(values[index - 1]) > 0)
                continue;
            errors.Add(SpecSection.Join(path, "count"), range["count"]!, $"is too many: the range gives {(values[index] is double rate ? NumberText.Of(rate) : values[index])} more than once", "lower the count");
            return null;
        }

        return values;
    }

    private Parameter? ReadChosen<T>(string path, SpecSection range, ParameterDeclaration declared, (T From, T To) ends, bool isLog)
        where T : struct, INumber<T>
    {
        var (low, high) = (double.CreateChecked(ends.From), double.CreateChecked(ends.To));
        var chosen = new ParameterRange(declared.Kind, low, high, isLog);
        if (range["step"] is not { } node)
            return Parameter.Of(declared.Name, chosen);
        var at = SpecSection.Join(path, "step");
        if (isLog)
        {
            errors.Add(at, node, "stands beside a logarithmic range", "leave it out, or write linear");
            return null;
        }

        var step = declared.Kind == ParameterKind.Whole ? _values.Whole(at, node, 1, int.MaxValue) : _values.Positive(at, node, "0.1");
        if (step is not { } each)
            return null;
        if (Fits(low, high, each))
            return Parameter.Of(declared.Name, chosen with { Step = each });
        errors.Add(at, node, $"does not lead from {NumberText.Of(low)} to {NumberText.Of(high)} in whole steps", "change the step or an end");
        return null;
    }

    // By what was written: 0.3 is three steps of 0.1, though the binary number is not.
    private static bool Fits(double low, double high, double step)
    {
        var isExact = Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)), step) < 1e15 && step > 1e-12;
        return isExact ? ((decimal)high - (decimal)low) % (decimal)step == 0 : Math.IEEERemainder(high - low, step) == 0;
    }

    private (T From, T To)? ReadEnds<T>(string path, SpecNode node, Func<string, SpecNode, T?> read)
        where T : struct, INumber<T>
    {
        if (node is SpecNode.Broken)
            return null;
        if (node is not SpecNode.List { Items: [var first, var last] })
        {
            var shown = node is SpecNode.List { Items.Count: var count } ? $"a list of {count} values" : node.Show();
            errors.Add(path, node, shown, "must be a list of the first and the last value", $"write {example}");
            return null;
        }

        var (from, to) = (read($"{path}[0]", first), read($"{path}[1]", last));
        if (from is null || to is null)
            return null;
        var order = from.Value.CompareTo(to.Value);
        if (order < 0)
            return (from.Value, to.Value);
        var ends = $"[{first.Show()}, {last.Show()}]";
        errors.Add(
            path,
            node,
            ends,
            order == 0 ? "has equal ends" : "must have its smaller end first",
            order == 0 ? $"write a list instead: [{first.Show()}]" : $"write [{last.Show()}, {first.Show()}]");
        return null;
    }
}
