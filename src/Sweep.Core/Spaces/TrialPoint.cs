using System.Collections.Immutable;

namespace Sweep.Core.Spaces;

/// <summary>
/// One point of a search space: what is trained, whatever the seeds. Equal to another with the same values of the same names, in any order.
/// </summary>
public sealed class TrialPoint : IEquatable<TrialPoint>
{
    private readonly ImmutableArray<ParameterValue> _values;

    // Zero until it is asked for: tables of many trials ask for it again and again.
    private int _hash;

    /// <param name="names">Distinct; points of one space with the same names share this array.</param>
    /// <param name="values">One a name.</param>
    public TrialPoint(ImmutableArray<string> names, ImmutableArray<ParameterValue> values)
    {
        if (values.Length != names.Length)
            throw new ArgumentException($"{values.Length} values are no point of {names.Length} parameters.", nameof(values));
        (Names, _values) = (names, values);
    }

    /// <summary>In the order in which rows and files have them.</summary>
    public ImmutableArray<string> Names { get; }

    public ImmutableArray<ParameterValue> Values => _values;

    /// <exception cref="ArgumentException">The point has no such parameter.</exception>
    public ParameterValue this[string name] =>
        Find(name) ?? throw new ArgumentException($"The point has no parameter {name}; it has {string.Join(", ", Names)}.", nameof(name));

    /// <summary>The value of a parameter; <see cref="ParameterValue.None"/> where the point has none, since a condition is not met.</summary>
    public ParameterValue ValueOf(string name) => Find(name) ?? ParameterValue.None;

    /// <summary>The value of a parameter; null where the point has none of this name.</summary>
    public ParameterValue? Find(string name)
    {
        var at = Names.IndexOf(name);
        return at < 0 ? default(ParameterValue?) : _values[at];
    }

    /// <summary>The same point with another value of a parameter that it has.</summary>
    public TrialPoint With(string name, ParameterValue value) => new(Names, _values.SetItem(Names.IndexOf(name), value));

    /// <summary>The same point without a parameter; itself where it has none of this name.</summary>
    public TrialPoint Without(string name) =>
        Names.IndexOf(name) is >= 0 and var at ? new(Names.RemoveAt(at), _values.RemoveAt(at)) : this;

    public bool Equals(TrialPoint? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || other._values.Length != _values.Length)
            return false;
        if (Names == other.Names)
            return _values.AsSpan().SequenceEqual(other._values.AsSpan());
        for (var k = 0; k < _values.Length; k++)
        {
            if (other.Find(Names[k]) is not { } value || value != _values[k])
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as TrialPoint);

    public override int GetHashCode()
    {
        if (_hash != 0)
            return _hash;
        var sum = 0;
        for (var k = 0; k < _values.Length; k++)
            sum += HashCode.Combine(string.GetHashCode(Names[k], StringComparison.Ordinal), _values[k]);
        return _hash = sum;
    }

    public override string ToString() => string.Join(", ", Names.Zip(_values, (name, value) => $"{name}={value}"));
}
