using System.Collections.Immutable;
using CsCheck;
using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Constraints;

/// <summary>Expressions of right types over four parameters, and points with and without values of them.</summary>
internal static class AnyExpression
{
    public static ImmutableArray<Parameter> Parameters { get; } =
    [
        Parameter.Of("optimizer", "sgd", "adam", "it's"),
        Parameter.Of("weight-decay", 0.0, 0.5, 0.9),
        Parameter.Of("layers", 1, 2, 3),
        Parameter.Of("bias", true, false),
    ];

    public static Gen<ParameterValue[]> Points { get; } = Gen.Select(
        Values(0), Values(1), Values(2), Values(3), (optimizer, decay, layers, bias) => new[] { optimizer, decay, layers, bias });

    /// <summary>True or false.</summary>
    public static Gen<Expression> Truths { get; } = Truth(3);

    private static Gen<Expression> Number(int depth)
    {
        var atoms = Gen.OneOf(
            Pick.From(0.0, 1, 0.5, 2, 1e-300, 1e300, 0.1).Select(number => (Expression)new Expression.Number(number)),
            Gen.Double[0, 1e6].Select(number => (Expression)new Expression.Number(number)),
            Pick.From("weight-decay", "layers").Select(name => (Expression)new Expression.Parameter(name)));
        return depth == 0
            ? atoms
            : Gen.OneOf(
                atoms,
                Number(depth - 1).Select(operand => (Expression)new Expression.Negative(operand)),
                Gen.Select(
                    Pick.From(Operator.Add, Operator.Subtract, Operator.Multiply, Operator.Divide, Operator.Remainder), Number(depth - 1), Number(depth - 1),
                    (between, left, right) => (Expression)new Expression.Binary(between, left, right)));
    }

    private static Gen<Expression> Truth(int depth)
    {
        var atoms = Gen.OneOf(Gen.Bool.Select(truth => (Expression)new Expression.Truth(truth)), Gen.Const((Expression)new Expression.Parameter("bias")));
        if (depth == 0)
            return atoms;
        var equal = Pick.From(Operator.Equal, Operator.NotEqual);
        var order = Pick.From(Operator.Equal, Operator.NotEqual, Operator.Less, Operator.LessOrEqual, Operator.Greater, Operator.GreaterOrEqual);
        Gen<Expression> Binary(Gen<Operator> between, Gen<Expression> operands) =>
            Gen.Select(between, operands, operands, (one, left, right) => (Expression)new Expression.Binary(one, left, right));
        Gen<Expression> In(Gen<Expression> items) =>
            Gen.Select(items, items.Array[1, 3], (item, list) => (Expression)new Expression.In(item, [.. list]));
        return Gen.OneOf(
            atoms,
            Truth(depth - 1).Select(operand => (Expression)new Expression.Not(operand)),
            Binary(Pick.From(Operator.Or, Operator.And), Truth(depth - 1)),
            Binary(order, Number(depth - 1)),
            Binary(equal, Texts()),
            Binary(equal, Truth(depth - 1)),
            In(Number(1)),
            In(Texts()),
            In(Truth(0)));
    }

    private static Gen<Expression> Texts() => Gen.OneOf(
        Pick.From("sgd", "adam", "it's").Select(text => (Expression)new Expression.Text(text)),
        Gen.Const((Expression)new Expression.Parameter("optimizer")));

    private static Gen<ParameterValue> Values(int place) => Pick.From([.. Parameters[place].Values, ParameterValue.None]);
}
