namespace Sweep.Core.Constraints;

/// <summary>How operators are written, and how strongly they bind.</summary>
internal static class Operators
{
    /// <summary>Of what binds stronger than every operator.</summary>
    public const int Atom = 8;

    /// <summary>Of a minus before a number.</summary>
    public const int Sign = 7;

    /// <summary>Operands of comparisons bind stronger, so that no two of them follow each other.</summary>
    public const int Comparison = 4;

    /// <summary>Of <c>not</c>, which takes a whole comparison.</summary>
    public const int Not = 3;

    private static readonly (Operator Operator, string Text, int Strength)[] All =
    [
        (Operator.Or, "or", 1),
        (Operator.And, "and", 2),
        (Operator.Equal, "==", Comparison),
        (Operator.NotEqual, "!=", Comparison),
        (Operator.Less, "<", Comparison),
        (Operator.LessOrEqual, "<=", Comparison),
        (Operator.Greater, ">", Comparison),
        (Operator.GreaterOrEqual, ">=", Comparison),
        (Operator.Add, "+", 5),
        (Operator.Subtract, "-", 5),
        (Operator.Multiply, "*", 6),
        (Operator.Divide, "/", 6),
        (Operator.Remainder, "%", 6),
    ];

    public static string TextOf(Operator @operator) => All[(int)@operator].Text;

    public static int StrengthOf(Operator @operator) => All[(int)@operator].Strength;

    /// <summary>The operator of this strength that is written so; null where there is none.</summary>
    public static Operator? Find(string text, int strength)
    {
        foreach (var one in All)
        {
            if (one.Strength == strength && one.Text == text)
                return one.Operator;
        }

        return null;
    }
}
