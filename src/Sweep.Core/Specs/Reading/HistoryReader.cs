using System.Collections.Immutable;

namespace Sweep.Core.Specs.Reading;

/// <summary>Reads the section <c>history</c>: names of sweeps whose results a search begins with.</summary>
internal sealed class HistoryReader(SpecErrors errors)
{
    private const string Example = "[first-try]";

    private readonly SpecValues _values = new(errors);

    /// <summary>Those that could be read.</summary>
    public ImmutableArray<HistoryName> Read(SpecNode? node, SamplerSpec? sampler)
    {
        if (node is null or SpecNode.Broken)
            return [];
        if (sampler is not null && !SamplerDeclarations.Of(sampler).IsAdaptive)
        {
            var able = SamplerDeclarations.All.Where(declared => declared.IsAdaptive).Select(declared => declared.Name);
            errors.Add("history", node, "", $"is of no use to {sampler.Kind}, which does not look at results", $"leave it out, or choose one of: {string.Join(", ", able)}");
        }

        if (node is not SpecNode.List { Items: var items })
        {
            errors.Add(
                "history", node, node.IsNull ? "" : node.Show(), node.IsNull ? "has no value" : "must be a list of sweeps",
                $"write {(node is SpecNode.Scalar { IsNull: false } one ? $"[{one.Show()}]" : Example)}");
            return [];
        }

        if (items.Count is 0 or > SpecLimits.HistorySweeps)
            errors.Add("history", node, $"{items.Count} sweeps", $"must be 1 to {SpecLimits.HistorySweeps}", items.Count == 0 ? $"write {Example}, or leave it out" : "name fewer");
        var names = ImmutableArray.CreateBuilder<HistoryName>();
        for (var k = 0; k < items.Count; k++)
        {
            var path = $"history[{k}]";
            if (_values.Text(path, items[k], "the id or the name of a sweep", "write it in quotes") is not { } text)
                continue;
            if (text.Length == 0)
                errors.Add(path, items[k], "is no sweep", "write the id or the name of one");
            else if (names.FirstOrDefault(other => other.Text == text) is { } first)
                errors.Add(path, items[k], $"is named twice (first in {first.Path})", "leave one of them out");
            else
                names.Add(new HistoryName(text, path, items[k].Line, items[k].Column));
        }

        return names.ToImmutable();
    }
}
