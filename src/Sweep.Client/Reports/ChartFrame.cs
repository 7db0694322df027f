using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>The ranges that all charts share, and where they lie in a chart of 420 × 270 units.</summary>
/// <param name="LastIteration">Right end; the left end is iteration 1.</param>
/// <param name="LowLoss">Foot.</param>
/// <param name="HighLoss">Top.</param>
/// <param name="Target">The loss that counts as learnt; null where none does.</param>
internal sealed record ChartFrame(double LastIteration, double LowLoss, double HighLoss, double? Target)
{
    public const int Width = 420;

    public const int Height = 270;

    public const int Left = 58;

    public const int Right = Width - 10;

    public const int Top = 10;

    public const int Bottom = Height - 40;

    // What the clip of the exercise lets through at the least.
    private const double Smallest = 1e-16;

    public static ChartFrame Around(IReadOnlyList<CurveLine> lines, double? target)
    {
        var points = lines.SelectMany(line => line.Points).ToList();
        var low = Math.Max(Smallest, Math.Min(target ?? double.PositiveInfinity, points.Min(point => point.Low)));
        var high = Math.Max(target ?? 0, points.Max(point => point.High));
        // A little air, and never a range of nothing.
        return new(Math.Max(10, points.Max(point => point.Iteration)), low / 1.12, Math.Max(high, low * 1.2) * 1.12, target);
    }

    public double X(double iteration) => Left + (Right - Left) * Math.Log(Math.Max(1, iteration)) / Math.Log(LastIteration);

    public double Y(double loss) =>
        Bottom - (Bottom - Top) * Math.Log(Math.Clamp(loss, LowLoss, HighLoss) / LowLoss) / Math.Log(HighLoss / LowLoss);
}
