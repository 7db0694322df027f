namespace Sweep.Core.Samplers.Adaptive.Gp;

/// <summary>
/// Minimises a smooth function, between bounds where there are some: limited-memory BFGS (Nocedal, 1980) in the variables that are not held by a bound, with a
/// backtracking search along the path that the bounds bend. Every sum is in a fixed order.
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 10;
    private const int MostHalvings = 25;

    /// <summary>The value at x; its gradient goes into the second array.</summary>
    public delegate double Function(double[] x, double[] gradient);

    /// <param name="function">What to minimise.</param>
    /// <param name="start">Within the bounds.</param>
    /// <param name="tolerance">Ends where no element of the gradient that a bound does not hold is greater.</param>
    /// <param name="most">Steps.</param>
    /// <param name="upper">The upper bounds, zero being the lower ones; none where null.</param>
    public static (double[] X, double Value) Minimise(Function function, double[] start, double tolerance, int most, double[]? upper = null)
    {
        double[] x = [.. start], gradient = new double[x.Length], direction = new double[x.Length],
            next = new double[x.Length], nextGradient = new double[x.Length];
        var value = function(x, gradient);
        var pairs = new List<(double[] S, double[] Y, double Rho)>();
        for (var step = 0; step < most; step++)
        {
            var free = Free(x, gradient, upper);
            if (Greatest(free) <= tolerance)
                break;
            Direct(free, pairs, direction);
            if (!(Dot(direction, free) < 0))
            {
                pairs.Clear();
                Direct(free, pairs, direction);
            }

            var length = pairs.Count == 0 ? Math.Min(1, 1 / Math.Sqrt(Dot(free, free))) : 1;
            if (!Search(function, x, value, gradient, direction, length, upper, next, nextGradient, out var nextValue))
            {
                if (pairs.Count == 0)
                    break;
                pairs.Clear();
                continue;
            }

            Remember(pairs, x, gradient, next, nextGradient);
            var gain = value - nextValue;
            (x, next, gradient, nextGradient, value) = (next, x, nextGradient, gradient, nextValue);
            if (gain <= 2e-9 * Math.Max(1, Math.Abs(value)))
                break;
        }

        return (x, value);
    }

    private static bool Search(
        Function function, double[] x, double value, double[] gradient, double[] direction, double length, double[]? upper,
            double[] next, double[] nextGradient, out double nextValue)
    {
        for (var halving = 0; halving < MostHalvings; halving++, length *= 0.5)
        {
            var expected = 0.0;
            for (var k = 0; k < x.Length; k++)
            {
                next[k] = x[k] + length * direction[k];
                if (upper is not null)
                    next[k] = Math.Clamp(next[k], 0, upper[k]);
                expected += gradient[k] * (next[k] - x[k]);
            }

            nextValue = function(next, nextGradient);
            // Armijo's condition; no comparison with NaN holds.
            if (expected < 0 && nextValue <= value + 1e-4 * expected)
                return true;
        }

        nextValue = value;
        return false;
    }

    /// <summary>The gradient, zero where a bound holds the variable against it.</summary>
    private static double[] Free(double[] x, double[] gradient, double[]? upper) =>
        upper is null
            ? gradient
            : [.. gradient.Select((slope, k) => (x[k] <= 0 && slope > 0) || (x[k] >= upper[k] && slope < 0) ? 0 : slope)];

    /// <summary>The two loops of Nocedal.</summary>
    private static void Direct(double[] free, List<(double[] S, double[] Y, double Rho)> pairs, double[] direction)
    {
        var alphas = new double[pairs.Count];
        free.CopyTo(direction, 0);
        for (var k = pairs.Count - 1; k >= 0; k--)
        {
            alphas[k] = pairs[k].Rho * Dot(pairs[k].S, direction);
            Add(direction, pairs[k].Y, -alphas[k]);
        }

        if (pairs.Count > 0)
        {
            var (s, y, _) = pairs[^1];
            var scale = Dot(s, y) / Dot(y, y);
            for (var k = 0; k < direction.Length; k++)
                direction[k] *= scale;
        }

        for (var k = 0; k < pairs.Count; k++)
            Add(direction, pairs[k].S, alphas[k] - pairs[k].Rho * Dot(pairs[k].Y, direction));
        for (var k = 0; k < direction.Length; k++)
            direction[k] = free[k] == 0 ? 0 : -direction[k];
    }

    private static void Remember(List<(double[] S, double[] Y, double Rho)> pairs, double[] x, double[] gradient, double[] next, double[] nextGradient)
    {
        double[] s = [.. next.Select((element, k) => element - x[k])];
        double[] y = [.. nextGradient.Select((element, k) => element - gradient[k])];
        var curvature = Dot(s, y);
        if (!(curvature > 1e-12 * Dot(y, y)))
            return;
        if (pairs.Count == Memory)
            pairs.RemoveAt(0);
        pairs.Add((s, y, 1 / curvature));
    }

    private static void Add(double[] target, double[] row, double factor)
    {
        for (var k = 0; k < target.Length; k++)
            target[k] = Math.FusedMultiplyAdd(factor, row[k], target[k]);
    }

    private static double Dot(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var k = 0; k < one.Length; k++)
            sum = Math.FusedMultiplyAdd(one[k], other[k], sum);
        return sum;
    }

    private static double Greatest(double[] elements)
    {
        var most = 0.0;
        foreach (var element in elements)
            most = Math.Max(most, Math.Abs(element));
        return most;
    }
}
