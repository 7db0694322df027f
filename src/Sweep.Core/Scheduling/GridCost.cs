using Sweep.Core.Spaces;
using Sweep.Core.Specs;

namespace Sweep.Core.Scheduling;

/// <summary>
/// Sums of the work of trials (<see cref="TrialModel"/>) over ranges of runs (see <see cref="RunGrid"/>), each trained to its end, without visiting them: the cost is a
/// product of one factor a parameter, so the sum below a run is taken digit by digit of its mixed-radix form.
/// </summary>
internal sealed class GridCost : RunCost
{
    private readonly double[][] _factors;
    private readonly double[][] _before;
    private readonly double[] _tailSums;
    private readonly long[] _tailCounts;
    private readonly double _longest;

    public GridCost(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var model = TrialModel.Of(spec);
        var (resource, shared) = (spec.Trainer.Resource, spec.Trainer.SharedResource);
        _longest = model.StepsCost(shared is null ? null : (int)spec.Find(shared)!.Greatest.Whole);
        double FactorOf(Parameter parameter, ParameterValue value) =>
            parameter.Name == resource ? model.StepsCost((int)value.Whole) / model.StepsCost(null) : model.FactorOf(parameter.Name, value);
        _factors =
        [
            .. spec.Parameters.Where(parameter => parameter.Name != shared)
                .Select(parameter => parameter.Values.Select(value => FactorOf(parameter, value)).ToArray()),
        ];
        _before = [.. _factors.Select(BeforeEach)];
        _tailSums = new double[_factors.Length + 1];
        _tailCounts = new long[_factors.Length + 1];
        _tailSums[^1] = _longest * spec.Replicates;
        _tailCounts[^1] = spec.Replicates;
        for (var d = _factors.Length - 1; d >= 0; d--)
        {
            _tailSums[d] = _factors[d].Sum() * _tailSums[d + 1];
            _tailCounts[d] = _factors[d].Length * _tailCounts[d + 1];
        }
    }

    public override double Total => _tailSums[0];

    public override double Below(long run)
    {
        if (run >= _tailCounts[0])
            return Total;
        var sum = 0.0;
        var prefix = 1.0;
        for (var d = 0; d < _factors.Length; d++)
        {
            var digit = (int)(run / _tailCounts[d + 1]);
            run %= _tailCounts[d + 1];
            sum += prefix * _before[d][digit] * _tailSums[d + 1];
            prefix *= _factors[d][digit];
        }

        return sum + prefix * _longest * run;
    }

    private static double[] BeforeEach(double[] factors)
    {
        var sum = 0.0;
        return [.. factors.Select(factor => (sum += factor) - factor)];
    }
}
