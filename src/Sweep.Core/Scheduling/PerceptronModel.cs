using System.Collections.Immutable;
using Sweep.Core.Curves;
using Sweep.Core.Data;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;

namespace Sweep.Core.Scheduling;

/// <inheritdoc/>
/// <param name="data">The data sets that patterns may name; null for none.</param>
internal sealed class PerceptronModel(ImmutableSortedDictionary<string, DataReference>? data = null) : TrialModel
{
    public override bool IsCostly(string parameter) =>
        parameter is PerceptronParameters.Samples or PerceptronParameters.Hidden || (data is not null && parameter == PerceptronParameters.Pattern);

    public override double FactorOf(string parameter, ParameterValue value) => parameter switch
    {
        PerceptronParameters.Samples => value.Whole,
        PerceptronParameters.Hidden => TrialCost.HiddenFactor((int)value.Whole),
        PerceptronParameters.Pattern when DataOf(value) is { } set => TrialCost.FeatureFactor(set.Features),
        _ => 1,
    };

    public override double StepsCost(int? steps) => steps ?? 1;

    public override double CostOf(TrialPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return DataOf(point) is { } set ? TrialCost.Of(PerceptronPoint.OfData(point), set.Features) : TrialCost.Of(PerceptronPoint.OfData(point));
    }

    public override MemoryNeed NeedOf(TrialPoint point, int every, CurveEncoding encoding, bool resumes) =>
        MemoryNeed.Of(PerceptronPoint.OfData(point), every, encoding, resumes, DataOf(point));

    public override MemoryNeed PrefixNeedOf(TrialPoint point, int every, CurveEncoding encoding) =>
        MemoryNeed.OfPrefix(PerceptronPoint.OfData(point), every, encoding, DataOf(point));

    public override MemoryNeed MostOf(SweepSpec spec, CurveEncoding encoding)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var (iterations, samples) = (spec.Find(PerceptronParameters.Iterations)!, (int)spec.Find(PerceptronParameters.Samples)!.Greatest.Whole);
        ImmutableArray<int> stops = iterations.Range is null
            ? [.. iterations.Values.Select(value => (int)value.Whole).Order()]
            : [(int)iterations.Greatest.Whole];

        // More hidden units do not always take more: the kernels' buffers are cut to whole blocks.
        return HiddenOf(spec.Find(PerceptronParameters.Hidden)!)
            .SelectMany(hidden => spec.Find(PerceptronParameters.Pattern)!.Values.Select(DataOf).Distinct().Select(set => MemoryNeed.OfRun(
                [.. stops.Select(steps => new PerceptronPoint(default, 1, steps, samples, hidden))],
                spec.RecordEvery, encoding, resumes: true, set)))
            .Aggregate((most, need) => new MemoryNeed(Math.Max(most.Managed, need.Managed), Math.Max(most.Native, need.Native)));
    }

    public override string Refusal(TrialPoint point, int every, MemoryNeed need, MemoryRoom room)
    {
        var own = PerceptronPoint.OfData(point);
        return room.Refusal(need, LossCurve.PointsOf(own.Iterations, every), own.Samples);
    }

    private static IEnumerable<int> HiddenOf(Parameter hidden) => hidden.Range is { } range
        ? Enumerable.Range((int)range.Low, (int)(range.High - range.Low) + 1)
        : hidden.Values.Select(value => (int)value.Whole);

    private DataReference? DataOf(TrialPoint point) => data is null ? null : DataOf(point[PerceptronParameters.Pattern]);

    private DataReference? DataOf(ParameterValue pattern) => data?.GetValueOrDefault(pattern.Text);
}
