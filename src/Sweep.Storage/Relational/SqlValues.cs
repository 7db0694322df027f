namespace Sweep.Storage.Relational;

/// <summary>Values of a statement that is put together: each becomes a parameter, never a part of the text.</summary>
internal sealed class SqlValues
{
    private readonly List<object> _values = [];

    public object[] All => [.. _values];

    /// <summary>The parameter that stands for the value: @p0, @p1, …</summary>
    /// <param name="value">As the database keeps it.</param>
    public string Add(object value)
    {
        _values.Add(value);
        return FormattableString.Invariant($"@p{_values.Count - 1}");
    }

    /// <summary>"@p3, @p4", for IN.</summary>
    public string AddAll(IEnumerable<object> values) => string.Join(", ", values.Select(Add));
}
