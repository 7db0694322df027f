using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Constraints;

/// <summary>Expressions by the book, as slowly as one likes: a value is a double, a text, a truth, or null where it is not known.</summary>
internal static class PlainEvaluation
{
    public static object? Of(Expression expression, IReadOnlyDictionary<string, ParameterValue> point)
    {
        switch (expression)
        {
            case Expression.Number number:
                return number.Value;
            case Expression.Text text:
                return text.Value;
            case Expression.Truth truth:
                return truth.Value;
            case Expression.Parameter parameter:
                return Plain(point[parameter.Name]);
            case Expression.Negative negative:
                return Of(negative.Operand, point) is double operand ? -operand : null;
            case Expression.Not not:
                return Of(not.Operand, point) is bool denied ? !denied : null;
            case Expression.In within:
                return within.List.Select(item => Equal(Of(within.Item, point), Of(item, point))).Aggregate((object?)false, Or);
            case Expression.Binary binary:
                return Of(binary.Operator, Of(binary.Left, point), Of(binary.Right, point));
            default:
                throw new ArgumentOutOfRangeException(nameof(expression));
        }
    }

    private static object? Of(Operator between, object? left, object? right) => between switch
    {
        Operator.Or => Or(left, right),
        Operator.And => Not(Or(Not(left), Not(right))),
        Operator.Equal => Equal(left, right),
        Operator.NotEqual => Not(Equal(left, right)),
        _ when left is not double || right is not double => null,
        Operator.Less => (double)left < (double)right,
        Operator.LessOrEqual => (double)left <= (double)right,
        Operator.Greater => (double)left > (double)right,
        Operator.GreaterOrEqual => (double)left >= (double)right,
        Operator.Add => (double)left + (double)right,
        Operator.Subtract => (double)left - (double)right,
        Operator.Multiply => (double)left * (double)right,
        Operator.Divide => (double)left / (double)right,
        _ => (double)left % (double)right,
    };

    private static object? Not(object? operand) => operand is bool truth ? !truth : null;

    // True where one is, whatever the other is; false where both are.
    private static object? Or(object? left, object? right) =>
        left is true || right is true ? true : left is false && right is false ? false : null;

    private static object? Equal(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => null,
        (double one, double other) => one == other,
        _ => Equals(left, right),
    };

    private static object? Plain(ParameterValue value) => value switch
    {
        { IsNone: true } => null,
        { Kind: ParameterKind.Text } => value.Text,
        { Kind: ParameterKind.Whole } => (double)value.Whole,
        { Kind: ParameterKind.Real } => value.Real,
        _ => value.Truth,
    };
}
