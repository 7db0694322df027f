using Sweep.Core.Arithmetic;

namespace Sweep.Core.Samplers.Adaptive.Gp;

/// <summary>
/// Looks for the point with the greatest expected improvement, as Optuna does: 2,048 points at random, then a search by gradient and by steps from the best of
/// them, from eight drawn by their improvement, and from the best point known.
/// </summary>
/// <param name="axes">Those with more than one value.</param>
/// <param name="improvement">What to make great.</param>
internal sealed class GpSearch(SearchAxis[] axes, LogImprovement improvement)
{
    private const int Samples = 2_048;
    private const int Drawn = 8;
    private const int MostRounds = 20;

    /// <summary>Axes of at most so many values are tried value by value.</summary>
    private const int Few = 16;

    private const double Tolerance = 1e-2;

    private readonly int[] _continuous = [.. Enumerable.Range(0, axes.Length).Where(axis => axes[axis] is { IsCategorical: false, Step: 0 })];
    private readonly int[] _discrete = [.. Enumerable.Range(0, axes.Length).Where(axis => axes[axis] is { IsCategorical: true } or { Step: > 0 })];

    /// <param name="random">Its numbers choose the starts.</param>
    /// <param name="incumbent">The best point known.</param>
    /// <param name="lengths">The length scales.</param>
    public double[] Best(ref KeyedRandom random, double[] incumbent, double[] lengths)
    {
        var samples = new double[Samples][];
        for (var k = 0; k < Samples; k++)
        {
            samples[k] = new double[axes.Length];
            for (var axis = 0; axis < axes.Length; axis++)
                samples[k][axis] = GpSampler.Share(axes[axis], axes[axis].Uniform(random.NextDouble()));
        }

        double[] gains = [.. samples.Select(improvement.At)];
        var best = (Point: incumbent, Gain: double.NegativeInfinity);
        foreach (var start in Starts(ref random, gains).Select(k => samples[k]).Append(incumbent))
        {
            var found = Climb(start, lengths);
            if (found.Gain > best.Gain)
                best = found;
        }

        return best.Point;
    }

    /// <summary>The best, and others with chances as their improvements.</summary>
    private static List<int> Starts(ref KeyedRandom random, double[] gains)
    {
        var most = Array.IndexOf(gains, gains.Max());
        double[] chances = [.. gains.Select((gain, k) => k == most ? 0 : DeterministicMath.Exp(gain - gains[most]))];
        List<int> starts = [most];
        for (var draw = 0; draw < Drawn; draw++)
        {
            var sum = 0.0;
            foreach (var chance in chances)
                sum += chance;
            if (!(sum > 0))
                break;
            var (left, chosen) = (random.NextDouble() * sum, Array.FindLastIndex(chances, chance => chance > 0));
            for (var k = 0; k < chances.Length; k++)
            {
                left -= chances[k];
                if (left < 0)
                {
                    chosen = k;
                    break;
                }
            }

            starts.Add(chosen);
            chances[chosen] = 0;
        }

        return starts;
    }

    private (double[] Point, double Gain) Climb(double[] start, double[] lengths)
    {
        double[] point = [.. start];
        var gain = improvement.At(point);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = gain;
            Slide(point, ref gain, lengths);
            foreach (var axis in _discrete)
                Step(point, ref gain, axis);
            if (_discrete.Length == 0 || !(gain > before))
                break;
        }

        return (point, gain);
    }

    /// <summary>Along the continuous axes, each in its length scales, by gradient.</summary>
    private void Slide(double[] point, ref double gain, double[] lengths)
    {
        if (_continuous.Length == 0)
            return;
        double[] Unscale(double[] x)
        {
            double[] there = [.. point];
            for (var k = 0; k < x.Length; k++)
                there[_continuous[k]] = Math.Clamp(x[k] * lengths[_continuous[k]], 0, 1);
            return there;
        }

        var (x, loss) = Lbfgs.Minimise(
            (x, gradient) =>
            {
                var value = improvement.At(Unscale(x), _continuous, gradient);
                for (var k = 0; k < gradient.Length; k++)
                    gradient[k] *= -lengths[_continuous[k]];
                return -value;
            },
            [.. _continuous.Select(axis => point[axis] / lengths[axis])],
            Tolerance,
            100,
            [.. _continuous.Select(axis => 1 / lengths[axis])]);
        if (!(-loss > gain))
            return;
        Unscale(x).CopyTo(point, 0);
        gain = -loss;
    }

    /// <summary>Along an axis of steps or choices: all values where they are few, else in strides that halve.</summary>
    private void Step(double[] point, ref double gain, int axis)
    {
        var last = axes[axis].IsCategorical ? axes[axis].Choices - 1 : (long)Math.Round((axes[axis].High - axes[axis].Low) / axes[axis].Step);
        if (axes[axis].IsCategorical || last < Few)
        {
            for (var index = 0L; index <= last; index++)
                Try(point, ref gain, axis, index, last);
            return;
        }

        var at = (long)Math.Round((axes[axis].FromUnit(point[axis]) - axes[axis].Low) / axes[axis].Step);
        for (var stride = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)last) / 4; stride > 0; stride /= 2)
        {
            if (Try(point, ref gain, axis, at + stride, last))
                at += stride;
            else if (Try(point, ref gain, axis, at - stride, last))
                at -= stride;
        }
    }

    private bool Try(double[] point, ref double gain, int axis, long index, long last)
    {
        if (index < 0 || index > last)
            return false;
        var kept = point[axis];
        point[axis] = axes[axis].IsCategorical ? index : axes[axis].ToUnit(axes[axis].At(index));
        var there = improvement.At(point);
        if (there > gain)
        {
            gain = there;
            return true;
        }

        point[axis] = kept;
        return false;
    }
}
