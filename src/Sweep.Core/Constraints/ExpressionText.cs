using Sweep.Core.Naming;

namespace Sweep.Core.Constraints;

/// <summary>Writes expressions, with as few parentheses as say the same.</summary>
internal static class ExpressionText
{
    public static string Of(Expression expression) => Of(expression, 0);

    /// <summary>A parameter's name as expressions have it: in backticks where it would be read as something else.</summary>
    public static string OfName(string name) =>
        name.Length > 0 && Tokens.IsWordStart(name[0]) && name.All(Tokens.IsWordPart) && !Tokens.IsKeyword(name) ? name : $"`{name}`";

    /// <summary>A text in quotes.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Of(Expression expression, int least)
    {
        var strength = StrengthOf(expression);
        var text = expression switch
        {
            Expression.Number number => NumberText.Of(number.Value),
            Expression.Text quoted => Quoted(quoted.Value),
            Expression.Truth truth => truth.Value ? "true" : "false",
            Expression.Parameter parameter => OfName(parameter.Name),
            Expression.Negative negative => $"-{Of(negative.Operand, strength)}",
            Expression.Not not => $"not {Of(not.Operand, strength)}",
            Expression.In within => $"{Of(within.Item, strength + 1)} in [{string.Join(", ", within.List.Select(item => Of(item, strength + 1)))}]",
            Expression.Binary binary => OfBinary(binary, strength),
            _ => throw new ArgumentOutOfRangeException(nameof(expression)),
        };
        return strength < least ? $"({text})" : text;
    }

    // What binds alike is grouped from the left, and comparisons not at all.
    private static string OfBinary(Expression.Binary binary, int strength) =>
        $"{Of(binary.Left, strength == Operators.Comparison ? strength + 1 : strength)} {Operators.TextOf(binary.Operator)} {Of(binary.Right, strength + 1)}";

    private static int StrengthOf(Expression expression) => expression switch
    {
        Expression.Binary binary => Operators.StrengthOf(binary.Operator),
        Expression.In => Operators.Comparison,
        Expression.Not => Operators.Not,
        Expression.Negative => Operators.Sign,
        _ => Operators.Atom,
    };
}
