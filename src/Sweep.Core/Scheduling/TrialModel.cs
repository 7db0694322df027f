using Sweep.Core.Curves;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// What Sweep takes for granted of a trainer's trials before it has measured any: their relative work and their memory. Work is a product of one
/// factor a parameter and of the work of the resource, so that it can be summed over a grid without visiting it.
/// </summary>
public abstract class TrialModel
{
    /// <summary>Of the perceptron: work in the units of <see cref="TrialCost"/>.</summary>
    public static TrialModel Perceptron { get; } = new PerceptronModel();

    /// <summary>That of a sweep's trainer.</summary>
    public static TrialModel Of(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (!spec.Trainer.IsPerceptron)
            return new PlainModel(spec);
        return spec.Data.IsEmpty ? Perceptron : new PerceptronModel(spec.Data);
    }

    /// <summary>True where the values of a parameter that is not the resource make a trial longer or shorter.</summary>
    public abstract bool IsCostly(string parameter);

    /// <summary>What a value of a parameter that is not the resource multiplies the work by.</summary>
    public abstract double FactorOf(string parameter, ParameterValue value);

    /// <summary>Work of so many steps where every factor is 1; of a trial without a resource where null.</summary>
    public abstract double StepsCost(int? steps);

    /// <summary>Work of one trial, trained from its beginning.</summary>
    public abstract double CostOf(TrialPoint point);

    /// <summary>What a trial takes at its peak.</summary>
    /// <param name="every">Steps between recorded points.</param>
    /// <param name="encoding">How its store takes curves.</param>
    /// <param name="resumes">True where it goes on from a checkpoint of the store.</param>
    public abstract MemoryNeed NeedOf(TrialPoint point, int every, CurveEncoding encoding, bool resumes);

    /// <summary>What the result of a trial takes that another trial of its run goes on from.</summary>
    public abstract MemoryNeed PrefixNeedOf(TrialPoint point, int every, CurveEncoding encoding);

    /// <summary>At least what any run of the sweep takes.</summary>
    public abstract MemoryNeed MostOf(SweepSpec spec, CurveEncoding encoding);

    /// <summary>Why a trial that needs so much is given up, with what its memory goes to.</summary>
    public abstract string Refusal(TrialPoint point, int every, MemoryNeed need, MemoryRoom room);

    /// <summary>What a run takes: its longest trial, which is the last, and the results on the way there.</summary>
    public MemoryNeed RunNeedOf(IReadOnlyList<TrialPoint> points, int every, CurveEncoding encoding, bool resumes)
    {
        ArgumentNullException.ThrowIfNull(points);
        var need = NeedOf(points[^1], every, encoding, resumes);
        for (var k = 0; k < points.Count - 1; k++)
            need += PrefixNeedOf(points[k], every, encoding);
        return need;
    }
}
