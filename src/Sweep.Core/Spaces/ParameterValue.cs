using Sweep.Core.Naming;

namespace Sweep.Core.Spaces;

/// <summary>One value of a parameter: a text, a whole number, a real number, or true or false; or that there is none.</summary>
public readonly struct ParameterValue : IEquatable<ParameterValue>
{
    private readonly string? _text;
    private readonly long _bits;

    private ParameterValue(ParameterKind kind, string? text, long bits) => (Kind, _text, _bits) = (kind, text, bits);

    /// <summary>Of a parameter that a trial has no value of. It equals no other value.</summary>
    public static ParameterValue None => default;

    public bool IsNone => Kind == ParameterKind.Text && _text is null;

    public ParameterKind Kind { get; }

    /// <exception cref="InvalidOperationException">The value is of another kind; so for the other three.</exception>
    public string Text => Of(ParameterKind.Text)._text ?? "";

    public long Whole => Of(ParameterKind.Whole)._bits;

    public double Real => BitConverter.Int64BitsToDouble(Of(ParameterKind.Real)._bits);

    public bool Truth => Of(ParameterKind.Truth)._bits != 0;

    public static ParameterValue FromText(string text) => new(ParameterKind.Text, text ?? throw new ArgumentNullException(nameof(text)), 0);

    public static ParameterValue FromWhole(long value) => new(ParameterKind.Whole, null, value);

    /// <param name="value">Finite; minus zero is zero.</param>
    public static ParameterValue FromReal(double value) => new(ParameterKind.Real, null, BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value));

    public static ParameterValue FromTruth(bool value) => new(ParameterKind.Truth, null, value ? 1 : 0);

    public static implicit operator ParameterValue(string text) => FromText(text);

    public static implicit operator ParameterValue(int value) => FromWhole(value);

    public static implicit operator ParameterValue(long value) => FromWhole(value);

    public static implicit operator ParameterValue(double value) => FromReal(value);

    public static implicit operator ParameterValue(bool value) => FromTruth(value);

    public static bool operator ==(ParameterValue left, ParameterValue right) => left.Equals(right);

    public static bool operator !=(ParameterValue left, ParameterValue right) => !left.Equals(right);

    /// <summary>By kind, then texts by code unit, numbers ascending, false before true.</summary>
    public static int Compare(ParameterValue one, ParameterValue other) =>
        one.Kind != other.Kind
            ? one.Kind.CompareTo(other.Kind)
            : one.Kind switch
            {
                ParameterKind.Text => string.CompareOrdinal(one._text, other._text),
                ParameterKind.Real => one.Real.CompareTo(other.Real),
                _ => one._bits.CompareTo(other._bits),
            };

    public bool Equals(ParameterValue other) => Kind == other.Kind && _bits == other._bits && string.Equals(_text, other._text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is ParameterValue other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Kind, _bits, _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal));

    /// <summary>As a spec writes it: <c>circle</c>, <c>500</c>, <c>0.001</c>, <c>true</c>; a dash where there is none.</summary>
    public override string ToString() => Kind switch
    {
        _ when IsNone => "–",
        ParameterKind.Text => Text,
        ParameterKind.Whole => FormattableString.Invariant($"{_bits}"),
        ParameterKind.Real => NumberText.Of(Real),
        _ => Truth ? "true" : "false",
    };

    private ParameterValue Of(ParameterKind kind) =>
        Kind == kind ? this : throw new InvalidOperationException($"{this} is a value of kind {Kind}, not {kind}.");
}
