using System.Collections.Immutable;
using Sweep.Core.Naming;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads <c>{ linear: [a, b], count: n }</c> and <c>{ log: [a, b], count: n }</c>.</summary>
internal sealed class RangeReader(SpecErrors errors, string example)
{
    private readonly SpecValues _values = new(errors);

    /// <summary>The values of the range, distinct; null, with errors, where something is wrong with it.</summary>
    public ImmutableArray<T>? Read<T>(
        string path, SpecNode node, Func<string, SpecNode, T?> read, Func<T, T, int, IEnumerable<T>> linear, Func<T, T, int, IEnumerable<T>> log)
        where T : struct, IComparable<T>
    {
        if (SpecSection.Read(path, node, SpecKeys.Range, example, errors) is not { } range)
            return null;
        var count = ReadCount(path, range);
        var (isLinear, isLog) = (range["linear"] is not null, range["log"] is not null);
        if (isLinear == isLog)
        {
            errors.Add(path, node, "", isLinear ? "has both linear and log" : "has neither linear nor log", $"write one of them: {example}");
            return null;
        }

        var kind = isLinear ? "linear" : "log";
        if (ReadEnds(SpecSection.Join(path, kind), range[kind]!, read) is not var (from, to) || count is null)
            return null;
        var values = (isLinear ? linear : log)(from, to, count.Value).ToImmutableArray();
        for (var index = 1; index < values.Length; index++)
        {
            if (values[index].CompareTo(values[index - 1]) > 0)
                continue;
            errors.Add(SpecSection.Join(path, "count"), range["count"]!, $"is too many: the range gives {(values[index] is double rate ? NumberText.Of(rate) : values[index])} more than once", "lower the count");
            return null;
        }

        return values;
    }

    private int? ReadCount(string path, SpecSection range)
    {
        if (range["count"] is { } node)
            return (int?)_values.Whole(SpecSection.Join(path, "count"), node, 2, SpecLimits.ValuesPerParameter);
        errors.Add(SpecSection.Join(path, "count"), range.Node, "", "is missing", $"say how many values: {example}");
        return null;
    }

    private (T From, T To)? ReadEnds<T>(string path, SpecNode node, Func<string, SpecNode, T?> read)
        where T : struct, IComparable<T>
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
