using CsCheck;
using Sweep.Core.Constraints;

namespace Sweep.Core.Tests.Constraints;

public sealed class ConstraintPropertyTests
{
    private const string Letters = "abc ()[]'\"`.,0123456789eE+-*/%<>=!&|_\\\t\n\u00e9\ud83d\ude00 and or not in true layers bias optimizer ";

    [Fact]
    public void Parse_AnyExpressionAsText_IsThatExpression() =>
        AnyExpression.Truths.Sample(expression => Assert.Equal(expression, Constraint.Parse(expression.ToString()).Expression), iter: 3_000);

    [Fact]
    public void FirstBroken_AnyExpressionAtAnyPoint_IsThereWhereTheBookSaysFalse() =>
        Gen.Select(AnyExpression.Truths, AnyExpression.Points).Sample(
            (expression, point) =>
            {
                var rules = new SpaceRules(AnyExpression.Parameters, [new Constraint(expression)], null);
                var expected = PlainEvaluation.Of(expression, AnyExpression.Parameters.Zip(point).ToDictionary(pair => pair.First.Name, pair => pair.Second));
                Assert.Equal(expected is false ? 0 : -1, rules.FirstBroken(point));
            },
            iter: 5_000);

    [Fact]
    public void Parse_AnyText_IsAConstraintOrIsRefused() =>
        Gen.OneOf(Gen.String, Pieces).Sample(
            text =>
            {
                try
                {
                    var constraint = Constraint.Parse(text);
                    constraint.Check(AnyExpression.Parameters);
                    Assert.Equal(constraint, Constraint.Parse(constraint.ToString()));
                }
                catch (ConstraintException refused)
                {
                    Assert.NotEqual("", refused.Remedy);
                }
            },
            iter: 20_000);

    [Fact]
    public void Parse_AnExpressionWithALetterChanged_IsAConstraintOrIsRefused() =>
        Gen.Select(AnyExpression.Truths, Gen.Int[0, int.MaxValue], Gen.Char[Letters]).Sample(
            (expression, at, letter) =>
            {
                var text = expression.ToString().ToCharArray();
                text[at % text.Length] = letter;
                try
                {
                    Constraint.Parse(new string(text)).Check(AnyExpression.Parameters);
                }
                catch (ConstraintException refused)
                {
                    Assert.NotEqual("", refused.Rule);
                }
            },
            iter: 5_000);

    private static Gen<string> Pieces { get; } = Pick.From(
        "(", ")", "[", "]", ",", "'", "\"", "`", " ", "and", "or", "not", "in", "true", "layers", "bias", "optimizer", "'sgd'", "1", "2.5", "1e", "e5", ".", "+", "-",
        "*", "/", "%", "<", "<=", "==", "!=", "=", "!").Array[0, 30].Select(pieces => string.Join(" ", pieces));
}
