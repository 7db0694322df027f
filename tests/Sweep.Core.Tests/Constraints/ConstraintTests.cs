using Sweep.Core.Constraints;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Constraints;

public sealed class ConstraintTests
{
    [Theory]
    [InlineData("layers<2", "layers < 2")]
    [InlineData("((layers)) * (2 + 3) >= 1e3", "layers * (2 + 3) >= 1000")]
    [InlineData("(layers * 2) + 3 > 0.50", "layers * 2 + 3 > 0.5")]
    [InlineData("layers - (2 - 1) > 0", "layers - (2 - 1) > 0")]
    [InlineData("(layers - 2) - 1 > 0", "layers - 2 - 1 > 0")]
    [InlineData("not bias or bias and not (bias or bias)", "not bias or bias and not (bias or bias)")]
    [InlineData("(not bias) == bias", "(not bias) == bias")]
    [InlineData("not (bias == bias)", "not bias == bias")]
    [InlineData("optimizer in [\"sgd\",'it''s']", "optimizer in ['sgd', 'it''s']")]
    [InlineData("`weight-decay` * - - 5 < 1", "`weight-decay` * --5 < 1")]
    [InlineData("`layers` == 2", "layers == 2")]
    [InlineData("layers %2 == 0", "layers % 2 == 0")]
    [InlineData("layers > .5", "layers > 0.5")]
    [InlineData("layers > 1E-7", "layers > 1e-7")]
    public void ToString_Expression_HasOneFormAndNoNeedlessParentheses(string text, string form)
    {
        var constraint = Constraint.Parse(text);
        constraint.Check(AnyExpression.Parameters);
        Assert.Equal(form, constraint.ToString());
        Assert.Equal(constraint, Constraint.Parse(form));
    }

    [Theory]
    [InlineData("", "ends too early (character 1)", "expected a parameter, a number, a text in quotes, true, false or (")]
    [InlineData("layers <", "ends too early (character 9)", "expected a parameter, a number, a text in quotes, true, false or (")]
    [InlineData("layers < 2 3", "has 3 out of place (character 12)", "expected an operator or the end")]
    [InlineData("(layers < 2", "ends too early (character 12)", "expected an operator or )")]
    [InlineData("layers = 2", "has =, which means nothing here (character 8)", "write == to compare")]
    [InlineData("bias && bias", "has &, which means nothing here (character 6)", "write and")]
    [InlineData("1 < layers < 3", "compares what is a comparison already (character 12)", "write a < b and b < c, or use parentheses")]
    [InlineData("optimizer == 'sgd", "has a text without its closing quote (character 14)", "end it with '")]
    [InlineData("`layers < 2", "has a name without its closing backtick (character 1)", "end it with `")]
    [InlineData("layers < 2x", "has 2x, which is no number (character 10)", "write a number such as 0.5 or 1e-3; a name that begins with a digit stands in backticks")]
    [InlineData("layers < 1e999", "has 1e999, which is too large for a 64-bit floating-point number (character 10)", "write a smaller one")]
    [InlineData("layers in []", "has ] out of place (character 12)", "expected a parameter, a number, a text in quotes, true, false or (")]
    [InlineData("layrs < 2", "has layrs, which is no parameter (character 1)", "did you mean layers? the parameters are optimizer, weight-decay, layers, bias")]
    [InlineData("optimizer == sgd", "has sgd, which is no parameter (character 14)", "write 'sgd': texts stand in quotes")]
    [InlineData("weight-decay < 1", "has weight, which is no parameter (character 1)", "write `weight-decay` in backticks, as - is a minus")]
    [InlineData("optimizer == 'sdg'", "compares optimizer with 'sdg', which it never is (character 14)", "did you mean 'sgd'?")]
    [InlineData("optimizer < 2", "has optimizer, a text, where < needs a number (character 1)", "numbers stand without quotes, and texts can be compared by == and != and in")]
    [InlineData("optimizer == 2", "compares optimizer, a text, with a number (character 11)", "compare what has one type; texts stand in quotes, numbers do not")]
    [InlineData("layers", "has layers, a number, where a constraint needs true or false (character 1)", "compare it with something, such as learning_rate < 0.1")]
    [InlineData("layers and bias", "has layers, a number, where and needs true or false (character 1)", "compare it with something, such as learning_rate < 0.1")]
    [InlineData("-bias < 1", "has bias, true or false, where - needs a number (character 2)", "numbers stand without quotes, and texts can be compared by == and != and in")]
    public void Check_WhatIsNoConstraint_SaysWhereAndWhatToDo(string text, string rule, string remedy)
    {
        var refused = Assert.Throws<ConstraintException>(() => Constraint.Parse(text).Check(AnyExpression.Parameters));
        Assert.Equal((rule, remedy), (refused.Rule, refused.Remedy));
    }

    [Theory]
    [InlineData("(", 51)]
    [InlineData("not ", 51)]
    [InlineData("-", 51)]
    public void Parse_NestedTooDeep_IsRefused(string piece, int times) => Assert.Contains(
        "nested deeper than 50", Assert.Throws<ConstraintException>(() => Constraint.Parse(string.Concat(Enumerable.Repeat(piece, times)) + "1")).Rule, StringComparison.Ordinal);

    [Fact]
    public void Parse_TooLong_IsRefused() =>
        Assert.Contains("more than 1000 characters", Assert.Throws<ConstraintException>(() => Constraint.Parse(new string(' ', 1001))).Rule, StringComparison.Ordinal);

    /// <summary>As with a CHECK of SQL: what is not known to be false is met.</summary>
    [Theory]
    [InlineData("`weight-decay` < 0.1", true)]
    [InlineData("not `weight-decay` < 0.1", true)]
    [InlineData("`weight-decay` < 0.1 or layers == 3", true)]
    [InlineData("`weight-decay` < 0.1 and layers == 3", false)]
    [InlineData("`weight-decay` in [0.5, layers]", true)]
    [InlineData("layers in [1, `weight-decay`]", true)]
    [InlineData("layers in [1, 3]", false)]
    public void FirstBroken_ParameterWithoutValue_IsMetUnlessKnownToBeFalse(string text, bool meets)
    {
        var rules = new SpaceRules(AnyExpression.Parameters, [Constraint.Parse(text)], null);
        Assert.Equal(meets ? -1 : 0, rules.FirstBroken(["sgd", ParameterValue.None, 2, true]));
    }
}
