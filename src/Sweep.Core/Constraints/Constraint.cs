using System.Collections.Immutable;

namespace Sweep.Core.Constraints;

/// <summary>
/// What every point of a space must meet. Numbers are IEEE doubles, so the same on every machine. A parameter that has no value at a point makes what is said
/// of it unknown, by the logic of three values; a point that is not known to break a constraint meets it, as with a CHECK of SQL.
/// </summary>
/// <param name="Expression">Of type true or false.</param>
public sealed record Constraint(Expression Expression)
{
    /// <summary>The parameters that it speaks of.</summary>
    public ImmutableSortedSet<string> Parameters => [.. NamesIn(Expression)];

    /// <summary>Reads a constraint, whatever the parameters are.</summary>
    /// <exception cref="ConstraintException">The text is no expression.</exception>
    public static Constraint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(ExpressionReader.Read(text));
    }

    /// <summary>Checks types and names.</summary>
    /// <exception cref="ConstraintException">It is no constraint of these parameters.</exception>
    public void Check(ImmutableArray<Spaces.Parameter> parameters) => new ConstraintBinder(parameters).Bind(Expression);

    public override string ToString() => Expression.ToString();

    private static IEnumerable<string> NamesIn(Expression expression) => expression switch
    {
        Expression.Parameter parameter => [parameter.Name],
        Expression.Negative negative => NamesIn(negative.Operand),
        Expression.Not not => NamesIn(not.Operand),
        Expression.Binary binary => NamesIn(binary.Left).Concat(NamesIn(binary.Right)),
        Expression.In within => NamesIn(within.Item).Concat(within.List.SelectMany(NamesIn)),
        _ => [],
    };
}
