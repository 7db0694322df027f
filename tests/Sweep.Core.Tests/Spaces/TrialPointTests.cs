using CsCheck;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;

namespace Sweep.Core.Tests.Spaces;

public sealed class TrialPointTests
{
    private static readonly Gen<ParameterValue> Values = Gen.OneOf(
        Gen.String[Gen.Char['a', 'e'], 0, 3].Select(ParameterValue.FromText), Gen.Long[-5, 5].Select(ParameterValue.FromWhole),
        Gen.Double[-2, 2].Select(ParameterValue.FromReal), Gen.Bool.Select(ParameterValue.FromTruth));

    [Fact]
    public void Equals_SameValuesInAnotherOrder_IsTrue() => Gen.Select(Values, Values, Values).Sample((one, two, three) =>
    {
        var point = new TrialPoint(["a", "b", "c"], [one, two, three]);
        var other = new TrialPoint(["c", "a", "b"], [three, one, two]);
        Assert.Equal(point, other);
        Assert.Equal(point.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(point, other.Without("b"));
        Assert.Equal(one == two, point.Equals(point.With("a", two)));
    });

    [Fact]
    public void Compare_AnyValues_IsAnOrderThatEqualityAgreesWith() => Gen.Select(Values, Values).Sample((one, other) =>
    {
        Assert.Equal(Math.Sign(ParameterValue.Compare(one, other)), -Math.Sign(ParameterValue.Compare(other, one)));
        Assert.Equal(one == other, ParameterValue.Compare(one, other) == 0);
    });

    [Fact]
    public void Value_OfAnotherKind_IsRefusedInWords()
    {
        ParameterValue whole = 5;
        Assert.Equal("5 is a value of kind Whole, not Real.", Assert.Throws<InvalidOperationException>(() => whole.Real).Message);
        Assert.Equal(
            "The point has no parameter depth; it has rate. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => new TrialPoint(["rate"], [0.5])["depth"]).Message);
    }

    [Fact]
    public void Value_MinusZero_IsZero() => Assert.Equal(ParameterValue.FromReal(0), ParameterValue.FromReal(-0.0));

    [Fact]
    public void Perceptron_PointAndBack_IsTheSame()
    {
        var point = new PerceptronPoint(Pattern.Diamond, 1, 5, 7, 3);
        Assert.Equal(point, PerceptronPoint.Of(point.ToTrialPoint()));
        Assert.True(PerceptronPoint.HasPlaces(point));
        Assert.False(PerceptronPoint.HasPlaces(new TrialPoint(["pattern"], ["diamond"])));

        // As it comes from jsonb, where 1 and 1.0 are one number, and short names come first.
        var read = PerceptronPoint.Restored(new TrialPoint(["hidden", "pattern", "samples", "iterations", "learning_rate"], [3, "diamond", 7, 5, 1]));
        Assert.Equal(point.ToTrialPoint(), read);
        Assert.Equal("pattern=diamond, learning_rate=1, iterations=5, samples=7, hidden=3", read.ToString());
        Assert.True(PerceptronPoint.HasPlaces(read));
    }
}
