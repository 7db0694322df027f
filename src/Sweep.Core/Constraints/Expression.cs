using System.Collections.Immutable;

namespace Sweep.Core.Constraints;

/// <summary>A constraint as a tree. Equal where the trees are, wherever they were written.</summary>
public abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>0-based place in the text that it was read from.</summary>
    public int At { get; init; }

    public virtual bool Equals(Expression? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>As short as it can be written: <see cref="ExpressionReader"/> reads it as the same tree.</summary>
    public sealed override string ToString() => ExpressionText.Of(this);

    /// <param name="Value">Finite, not below 0.</param>
    public sealed record Number(double Value) : Expression;

    public sealed record Text(string Value) : Expression;

    public sealed record Truth(bool Value) : Expression;

    /// <summary>The value of a parameter.</summary>
    public sealed record Parameter(string Name) : Expression;

    public sealed record Negative(Expression Operand) : Expression;

    public sealed record Not(Expression Operand) : Expression;

    public sealed record Binary(Operator Operator, Expression Left, Expression Right) : Expression;

    /// <param name="Item">What is looked for.</param>
    /// <param name="List">At least one.</param>
    public sealed record In(Expression Item, ImmutableArray<Expression> List) : Expression
    {
        public bool Equals(In? other) => base.Equals(other) && Item == other!.Item && List.AsSpan().SequenceEqual(other.List.AsSpan());

        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Item, List.Length);
    }
}
