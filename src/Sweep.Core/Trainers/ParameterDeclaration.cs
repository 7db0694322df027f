using System.Collections.Immutable;
using Sweep.Core.Spaces;

namespace Sweep.Core.Trainers;

/// <summary>A parameter that a trainer has: its kind, its limits, and what it is where a spec leaves it out.</summary>
/// <param name="Name">As specs write it.</param>
/// <param name="Kind">Of its values.</param>
/// <param name="Description">A sentence, for editors and pages.</param>
public sealed record ParameterDeclaration(string Name, ParameterKind Kind, string Description)
{
    /// <summary>The texts that it may be, in the order in which tables show them; empty where any is.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>What one of its texts is called in messages; null for its name.</summary>
    public string? Noun { get; init; }

    /// <summary>Least whole number.</summary>
    public long Least { get; init; } = long.MinValue;

    /// <summary>Greatest whole number.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>True where real numbers must be above 0.</summary>
    public bool IsPositive { get; init; }

    /// <summary>Its value where a spec leaves it out; null where every spec must have it.</summary>
    public ParameterValue? Default { get; init; }

    /// <summary>A list of values as a spec may have it, for messages: <c>[0.001, 0.01]</c>.</summary>
    public string Example { get; init; } = "[]";

    /// <summary>True where a trainer can do with the value.</summary>
    public bool Takes(ParameterValue value) => value.Kind == Kind && Kind switch
    {
        ParameterKind.Text => Choices.IsEmpty || Choices.Contains(value.Text),
        ParameterKind.Whole => value.Whole >= Least && value.Whole <= Most,
        ParameterKind.Real => double.IsFinite(value.Real) && (!IsPositive || value.Real > 0),
        _ => true,
    };

    /// <summary>The order in which tables show values: choices as they are declared, else as <see cref="ParameterValue.Compare"/>.</summary>
    public int Compare(ParameterValue one, ParameterValue other) =>
        Choices.IsEmpty || one.Kind != ParameterKind.Text || other.Kind != ParameterKind.Text
            ? ParameterValue.Compare(one, other)
            : (Place(one.Text), one.Text).CompareTo((Place(other.Text), other.Text));

    private int Place(string text) => Choices.IndexOf(text) is >= 0 and var place ? place : Choices.Length;
}
