namespace Sweep.Client.Reports;

/// <summary>
/// Medians as steps of one colour scale, by logarithm: step 0 is fastest. The colours (viridis, in the style sheet) keep their order
/// in every kind of colour blindness and in grey.
/// </summary>
internal sealed class HeatScale
{
    public const int Steps = 8;

    private readonly double _low;
    private readonly double _high;

    /// <param name="medians">All medians that the scale has to show; may be empty.</param>
    public HeatScale(IEnumerable<int> medians)
    {
        // Iteration 0 is a median too.
        var logs = medians.Select(median => Math.Log(median + 1.0)).DefaultIfEmpty(0).ToList();
        (_low, _high) = (logs.Min(), logs.Max());
    }

    public int StepOf(int median) => _high > _low
        ? Math.Clamp((int)(Steps * (Math.Log(median + 1.0) - _low) / (_high - _low)), 0, Steps - 1)
        : 0;

    /// <summary>The smallest median of a step.</summary>
    public double StartOf(int step) => Math.Exp(_low + (_high - _low) * step / Steps) - 1;
}
