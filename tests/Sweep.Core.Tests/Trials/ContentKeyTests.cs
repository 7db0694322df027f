using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Core.Trials;

namespace Sweep.Core.Tests.Trials;

public sealed class ContentKeyTests
{
    private static readonly TrialDefinition Trial =
        new(42, new PerceptronPoint(Pattern.ThickRightAngle, 0.0003, 5000, 500, 4), Replicate: 7, DataSeed: 7, InitSeed: 1248);

    [Fact]
    public void Of_KnownTrial_IsTheHashThatOtherToolsGive() =>
        Assert.Equal("ac2cc0e01b63caa6ba22e088c80cf9138bfefd6cbefea6b8557c205b945a5c5d", ContentKey.Of(TrainerSpec.Perceptron, Trial, 1)); // printf 'pattern=thick_right_angle;…;numerics=1' | sha256sum

    [Fact]
    public void Of_SameWorkElsewhereInASweep_IsTheSameKey() =>
        Assert.Equal(ContentKey.Of(TrainerSpec.Perceptron, Trial, 1), ContentKey.Of(TrainerSpec.Perceptron, Trial with { Number = 3, Replicate = 0 }, 1));

    [Fact]
    public void Of_AnythingThatChangesTheResult_IsAnotherKey()
    {
        string[] keys =
        [
            ContentKey.Of(TrainerSpec.Perceptron, Trial, 1),
            ContentKey.Of(TrainerSpec.Perceptron, Trial, 2),
            ContentKey.Of(TrainerSpec.Perceptron, Trial with { DataSeed = 8 }, 1),
            ContentKey.Of(TrainerSpec.Perceptron, Trial with { InitSeed = 7 }, 1),
            ContentKey.Of(TrainerSpec.Perceptron, Trial with { Point = Trial.Point.With(PerceptronParameters.Pattern, "circle") }, 1),
            ContentKey.Of(TrainerSpec.Perceptron, Trial with { Point = Trial.Point.With(PerceptronParameters.LearningRate, Math.BitIncrement(0.0003)) }, 1),
            ContentKey.Of(TrainerSpec.Perceptron, Trial with { Point = Trial.Point.With(PerceptronParameters.Iterations, 500) }, 1),
            ContentKey.Of(TrainerSpec.Perceptron, Trial with { Point = Trial.Point.With(PerceptronParameters.Samples, 5000) }, 1),
            ContentKey.Of(TrainerSpec.Perceptron, Trial with { Point = Trial.Point.With(PerceptronParameters.Hidden, 5) }, 1),
        ];
        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
    }
}
