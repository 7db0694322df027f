using System.Collections.Immutable;
using System.Globalization;

namespace Sweep.Core.Specs.Reading;

/// <summary>Collects everything that is wrong with a spec.</summary>
internal sealed class SpecErrors
{
    private readonly List<SpecError> _errors = [];
    private long _count;

    public bool Any => _count > 0;

    /// <summary>True where further errors are counted only, so that there is no need to word them well.</summary>
    public bool IsFull => _errors.Count >= SpecLimits.Errors;

    /// <summary>Reports the value at <paramref name="node"/>, shown as it was written.</summary>
    public void Add(string path, SpecNode node, string rule, string remedy) => Add(path, node, node.Show(), rule, remedy);

    /// <summary>Reports something at the place of <paramref name="node"/>.</summary>
    public void Add(string path, SpecNode node, string value, string rule, string remedy) =>
        Add(new SpecError(path, node.Line, node.Column, value, rule, remedy));

    public void Add(SpecError error)
    {
        _count++;
        if (!IsFull)
            _errors.Add(error);
    }

    /// <summary>The errors in order of place.</summary>
    public ImmutableArray<SpecError> ToImmutable()
    {
        var ordered = _errors.OrderBy(error => error.Line ?? 0).ThenBy(error => error.Column ?? 0).ToList();
        if (_count > ordered.Count)
        {
            var more = string.Create(CultureInfo.InvariantCulture, $"has {_count - ordered.Count} more errors");
            ordered.Add(new SpecError("", null, null, "", more, "correct these first"));
        }

        return [.. ordered];
    }
}
