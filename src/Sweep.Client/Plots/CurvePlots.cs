using ScottPlot;
using Sweep.Core.Curves;
using Sweep.Core.Naming;

namespace Sweep.Client.Plots;

/// <summary>Loss and accuracy over iterations.</summary>
internal static class CurvePlots
{
    private const int MostPoints = 4000;

    // A range below this is clearer on a straight axis.
    private const double LogRange = 8;

    // The smallest loss that the clip of the exercise lets through is about 1e-16.
    private const double SmallestLoss = 1e-17;

    public static Plot Loss(LossCurve curve, double target, int? reachedAt, string title)
    {
        var plot = PlotStyle.NewPlot(title, "iteration", "mean log loss");
        var losses = curve.Losses();
        var low = Math.Max(SmallestLoss, Math.Min(losses.Min(), target));
        var high = Math.Max(losses.Max(), target);
        var isLog = high / low > LogRange;
        Func<double, double> scale = isLog ? loss => Math.Log10(Math.Max(loss, SmallestLoss)) : loss => loss;
        AddCurve(plot, curve, [.. losses.Select(scale)], Palette.Loss);

        var line = plot.Add.HorizontalLine(scale(target), 1.5f, Palette.Target, LinePattern.Dashed);
        line.LegendText = $"target {NumberText.Of(target)}";
        if (reachedAt is { } at)
        {
            line.LegendText += $", reached at {PlotStyle.Count(at)}";
            plot.Add.Marker(at, scale(target), MarkerShape.FilledCircle, 9, Palette.Target);
        }
        else
        {
            line.LegendText += ", not reached";
        }
        var margin = (scale(high) - scale(low)) * 0.06 + 1e-12;
        plot.Axes.SetLimitsY(isLog ? scale(low) - margin : 0, scale(high) + margin);
        plot.Axes.Left.TickGenerator = isLog ? PlotStyle.LogarithmicTicks(low, high) : PlotStyle.SparseTicks();
        plot.ShowLegend(Alignment.UpperRight);
        return plot;
    }

    public static Plot Accuracy(LossCurve curve, string title)
    {
        var plot = PlotStyle.NewPlot(title, "iteration", "accuracy");
        AddCurve(plot, curve, [.. Enumerable.Range(0, curve.Count).Select(curve.AccuracyAt)], Palette.Accuracy);
        var low = Enumerable.Range(0, curve.Count).Min(curve.AccuracyAt);
        plot.Axes.SetLimitsY(Math.Max(-0.01, Math.Floor(low * 10 - 0.2) / 10), 1.01);
        plot.Axes.Left.TickGenerator = PlotStyle.SparseTicks();
        return plot;
    }

    private static void AddCurve(Plot plot, LossCurve curve, double[] values, Color color)
    {
        var points = CurveThinning.Places<double>(values, MostPoints)
            .Select(k => new Coordinates(curve.IterationAt(k), values[k])).ToArray();
        var scatter = plot.Add.ScatterLine(points, color);
        scatter.LineWidth = 1.75f;
        if (points.Length == 1)
            scatter.MarkerStyle = new MarkerStyle(MarkerShape.FilledCircle, 8, color);
        plot.Axes.SetLimitsX(0, curve.LastIteration + 1);
        plot.Axes.Bottom.TickGenerator = PlotStyle.IterationTicks();
    }
}
