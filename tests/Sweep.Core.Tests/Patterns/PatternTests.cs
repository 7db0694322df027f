using Sweep.Core.Patterns;

namespace Sweep.Core.Tests.Patterns;

public sealed class PatternTests
{
    [Fact]
    public void ToName_EveryPattern_IsReadBack()
    {
        Assert.Equal(["circle", "diamond", "centered_square", "thick_right_angle", "thin_right_angle"], PatternNames.All);
        foreach (var pattern in Enum.GetValues<Pattern>())
        {
            Assert.True(PatternNames.TryParse(pattern.ToName(), out var parsed));
            Assert.Equal(pattern, parsed);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Circle")]
    [InlineData("circle ")]
    [InlineData("0")]
    [InlineData(null)]
    public void TryParse_NoName_IsFalse(string? name) => Assert.False(PatternNames.TryParse(name, out _));

    [Fact]
    public void ToName_NoPattern_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => ((Pattern)5).ToName());

    [Theory]
    [InlineData(Pattern.Circle, 0.0, 0.74, true)]
    [InlineData(Pattern.Circle, 0.0, -0.75, false)]
    [InlineData(Pattern.Diamond, 0.5, -0.49, true)]
    [InlineData(Pattern.Diamond, 0.5, 0.5, false)]
    [InlineData(Pattern.CenteredSquare, -0.49, 0.49, true)]
    [InlineData(Pattern.CenteredSquare, -0.5, 0.0, false)]
    [InlineData(Pattern.ThickRightAngle, -0.9, -0.49, true)]
    [InlineData(Pattern.ThickRightAngle, -0.5, -0.5, false)]
    [InlineData(Pattern.ThickRightAngle, 0.5, 0.0, false)]
    [InlineData(Pattern.ThinRightAngle, -0.9, 0.01, true)]
    [InlineData(Pattern.ThinRightAngle, 0.0, 0.0, false)]
    [InlineData(Pattern.ThinRightAngle, 0.2, 0.5, false)]
    public void Contains_Point_FollowsTheExercise(Pattern pattern, double x1, double x2, bool expected) =>
        Assert.Equal(expected, PatternLabels.Contains(pattern, x1, x2));
}
