using System.Collections.Immutable;
using Sweep.Core.Naming;
using Sweep.Core.Spaces;

namespace Sweep.Core.Constraints;

/// <summary>Checks the types of an expression over parameters, and makes of it what can be asked of their values.</summary>
internal sealed class ConstraintBinder(ImmutableArray<Parameter> parameters)
{
    /// <exception cref="ConstraintException">A name is unknown, or something is of a wrong type.</exception>
    public TruthOf Bind(Expression expression) => Truth(expression, "a constraint");

    private TruthOf Truth(Expression expression, string where)
    {
        switch (expression)
        {
            case Expression.Truth { Value: var value }:
                return _ => value;
            case Expression.Parameter parameter when Find(parameter) is var (place, kind) && kind == ParameterKind.Truth:
                return values => values[place].IsNone ? null : values[place].Truth;
            case Expression.Not not:
                var denied = Truth(not.Operand, "not");
                return values => !denied(values);
            case Expression.Binary { Operator: Operator.Or } or:
                var (either, other) = (Truth(or.Left, "or"), Truth(or.Right, "or"));
                return values => either(values) | other(values);
            case Expression.Binary { Operator: Operator.And } and:
                var (one, both) = (Truth(and.Left, "and"), Truth(and.Right, "and"));
                return values => one(values) & both(values);
            case Expression.Binary { Operator: <= Operator.GreaterOrEqual } comparison:
                return Compared(comparison);
            case Expression.In within:
                TruthOf[] equal = [.. within.List.Select(item => Equal(within.Item, item, within.At))];
                return values =>
                {
                    bool? any = false;
                    foreach (var isOne in equal)
                        any |= isOne(values);
                    return any;
                };
            default:
                throw new ConstraintException(expression.At, $"has {TypeOf(expression)} where {where} needs true or false", "compare it with something, such as learning_rate < 0.1");
        }
    }

    private TruthOf Compared(Expression.Binary comparison)
    {
        if (comparison.Operator is Operator.Equal or Operator.NotEqual)
        {
            var equal = Equal(comparison.Left, comparison.Right, comparison.At);
            return comparison.Operator == Operator.Equal ? equal : values => !equal(values);
        }

        var text = Operators.TextOf(comparison.Operator);
        var (left, right) = (Number(comparison.Left, text), Number(comparison.Right, text));

        // Lifted comparisons would take an unknown number for a false answer.
        TruthOf With(Func<double, double, bool> holds) =>
            values => left(values) is { } one && right(values) is { } other ? holds(one, other) : null;
        return comparison.Operator switch
        {
            Operator.Less => With((one, other) => one < other),
            Operator.LessOrEqual => With((one, other) => one <= other),
            Operator.Greater => With((one, other) => one > other),
            _ => With((one, other) => one >= other),
        };
    }

    private TruthOf Equal(Expression left, Expression right, int at)
    {
        var (kind, other) = (KindOf(left), KindOf(right));
        if (kind != other)
            throw new ConstraintException(at, $"compares {TypeOf(left)} with {TypeOf(right)}", "compare what has one type; texts stand in quotes, numbers do not");
        switch (kind)
        {
            case ParameterKind.Text:
                CheckTaken(left, right);
                CheckTaken(right, left);
                var (text, same) = (Text(left), Text(right));
                return values => text(values) is { } one && same(values) is { } two ? string.Equals(one, two, StringComparison.Ordinal) : null;
            case ParameterKind.Truth:
                var (truth, alike) = (Truth(left, "=="), Truth(right, "=="));
                return values => truth(values) is { } one && alike(values) is { } two ? one == two : null;
            default:
                var (number, equal) = (Number(left, "=="), Number(right, "=="));
                return values => number(values) is { } one && equal(values) is { } two ? one == two : null;
        }
    }

    private NumberOf Number(Expression expression, string where)
    {
        switch (expression)
        {
            case Expression.Number { Value: var value }:
                return _ => value;
            case Expression.Parameter parameter when Find(parameter) is var (place, kind) && kind == ParameterKind.Whole:
                return values => values[place].IsNone ? null : values[place].Whole;
            case Expression.Parameter parameter when Find(parameter) is var (place, kind) && kind == ParameterKind.Real:
                return values => values[place].IsNone ? null : values[place].Real;
            case Expression.Negative negative:
                var positive = Number(negative.Operand, "-");
                return values => -positive(values);
            case Expression.Binary { Operator: >= Operator.Add } binary:
                var text = Operators.TextOf(binary.Operator);
                var (left, right) = (Number(binary.Left, text), Number(binary.Right, text));
                return binary.Operator switch
                {
                    Operator.Add => values => left(values) + right(values),
                    Operator.Subtract => values => left(values) - right(values),
                    Operator.Multiply => values => left(values) * right(values),
                    Operator.Divide => values => left(values) / right(values),
                    _ => values => left(values) % right(values),
                };
            default:
                throw new ConstraintException(expression.At, $"has {TypeOf(expression)} where {where} needs a number", "numbers stand without quotes, and texts can be compared by == and != and in");
        }
    }

    private TextOf Text(Expression expression)
    {
        if (expression is Expression.Text { Value: var text })
            return _ => text;
        var place = Find((Expression.Parameter)expression).Place;
        return values => values[place].IsNone ? null : values[place].Text;
    }

    // A slip of the keys would else make a constraint that is always true, or never.
    private void CheckTaken(Expression expression, Expression compared)
    {
        if (expression is not Expression.Text { Value: var text } || compared is not Expression.Parameter parameter)
            return;
        var values = parameters[Find(parameter).Place].Values;
        if (!values.Contains(text))
        {
            string[] known = [.. values.Select(value => value.Text)];
            throw new ConstraintException(
                expression.At, $"compares {parameter.Name} with {ExpressionText.Quoted(text)}, which it never is",
                Suggestions.For(text, known) is { } meant
                    ? $"did you mean {ExpressionText.Quoted(meant)}?"
                    : $"it is one of: {string.Join(", ", known.Take(20).Select(ExpressionText.Quoted))}");
        }
    }

    private ParameterKind KindOf(Expression expression) => expression switch
    {
        Expression.Text => ParameterKind.Text,
        Expression.Number or Expression.Negative or Expression.Binary { Operator: >= Operator.Add } => ParameterKind.Real,
        Expression.Parameter parameter => Find(parameter).Kind switch
        {
            ParameterKind.Whole => ParameterKind.Real,
            var kind => kind,
        },
        _ => ParameterKind.Truth,
    };

    private string TypeOf(Expression expression) => expression switch
    {
        Expression.Text text => $"the text {ExpressionText.Quoted(text.Value)}",
        Expression.Parameter parameter => $"{parameter.Name}, {NameOf(KindOf(parameter))},",
        _ => NameOf(KindOf(expression)),
    };

    private static string NameOf(ParameterKind kind) => kind switch
    {
        ParameterKind.Text => "a text",
        ParameterKind.Truth => "true or false",
        _ => "a number",
    };

    private (int Place, ParameterKind Kind) Find(Expression.Parameter named)
    {
        for (var place = 0; place < parameters.Length; place++)
        {
            if (parameters[place].Name == named.Name)
                return (place, parameters[place].Kind);
        }

        var isText = parameters.Any(parameter => parameter.Kind == ParameterKind.Text && parameter.Values.Contains(named.Name));
        var cut = parameters.Select(parameter => parameter.Name)
            .FirstOrDefault(name => name.StartsWith($"{named.Name}-", StringComparison.Ordinal) || name.EndsWith($"-{named.Name}", StringComparison.Ordinal));
        throw new ConstraintException(
            named.At, $"has {named.Name}, which is no parameter",
            isText ? $"write {ExpressionText.Quoted(named.Name)}: texts stand in quotes"
            : cut is not null ? $"write `{cut}` in backticks, as - is a minus"
            : $"{Suggestions.Question(named.Name, parameters.Select(parameter => parameter.Name))}the parameters are {string.Join(", ", parameters.Select(parameter => parameter.Name))}");
    }
}
