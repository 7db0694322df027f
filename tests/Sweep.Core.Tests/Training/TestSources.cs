using CsCheck;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Probe;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Tests.Training;

/// <summary>Tables to draw samples from, for properties that hold with and without one.</summary>
internal static class TestSources
{
    /// <summary>Few features often, many now and then.</summary>
    public static readonly Gen<int> Features = Gen.Frequency((6, Gen.Int[1, 9]), (2, Gen.Int[10, 70]), (1, Gen.Int[71, 300]));

    public static Gen<DataSource> For(PerceptronPoint point) =>
        from features in Features
        from rows in Gen.Int[point.Samples, point.Samples + 50]
        from seed in Gen.UInt
        from scale in Gen.Enum<FeatureScale>()
        select new DataSource(ProbeTables.Of(features, rows, seed), scale);

    /// <summary>The plan as it is, or on a table.</summary>
    public static Gen<TrainingPlan> WithOrWithout(TrainingPlan plan) => Gen.OneOf(Gen.Const(plan), On(plan));

    public static Gen<TrainingPlan> On(TrainingPlan plan) =>
        For(plan.Point).Select(source => plan with { Point = plan.Point with { Pattern = default }, Source = source });
}
