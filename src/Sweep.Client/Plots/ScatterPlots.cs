using ScottPlot;
using Sweep.Core.Data;

namespace Sweep.Client.Plots;

/// <summary>The square of samples, coloured by class.</summary>
internal static class ScatterPlots
{
    /// <summary>Most samples that a picture draws.</summary>
    public const int MostMarkers = 4000;

    /// <summary>Samples by label.</summary>
    public static Plot ByLabel(DataSet data, string title)
    {
        var plot = NewSquare(title);
        AddClass(plot, data, i => !data.Labels[i], "label 0", Palette.Outside);
        AddClass(plot, data, i => data.Labels[i], "label 1", Palette.Inside);
        return Finish(plot);
    }

    /// <summary>Samples by what the network says of them, the wrong ones on top: false alarms and missed points by shape and colour.</summary>
    /// <param name="probabilities">Of label 1, one a sample.</param>
    public static Plot ByPrediction(DataSet data, double[] probabilities, string title)
    {
        var plot = NewSquare(title);
        bool IsOne(int i) => probabilities[i] >= 0.5;
        AddClass(plot, data, i => IsOne(i) && data.Labels[i], "true positives", Palette.Inside);
        AddClass(plot, data, i => !IsOne(i) && !data.Labels[i], "true negatives", Palette.Outside);
        AddMistakes(plot, data, i => IsOne(i) && !data.Labels[i], "false positives", Palette.FalseAlarm, MarkerShape.FilledTriangleUp);
        AddMistakes(plot, data, i => !IsOne(i) && data.Labels[i], "false negatives", Palette.Missed, MarkerShape.FilledDiamond);
        return Finish(plot);
    }

    private static Plot NewSquare(string title)
    {
        var plot = PlotStyle.NewPlot(title, "x₁", "x₂");
        plot.HideGrid();
        return plot;
    }

    private static Plot Finish(Plot plot)
    {
        plot.Axes.SetLimits(-1.04, 1.04, -1.04, 1.04);
        plot.Axes.SquareUnits();
        double[] marks = [-1, -0.5, 0, 0.5, 1];
        plot.Axes.Bottom.SetTicks(marks, ["−1", "−0.5", "0", "0.5", "1"]);
        plot.Axes.Left.SetTicks(marks, ["−1", "−0.5", "0", "0.5", "1"]);
        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Horizontal;
        return plot;
    }

    private static void AddMistakes(Plot plot, DataSet data, Func<int, bool> belongs, string name, Color color, MarkerShape shape)
    {
        if (AddClass(plot, data, belongs, name, color) is not { } mistakes)
            return;
        mistakes.MarkerShape = shape;
        mistakes.MarkerStyle.OutlineColor = Palette.MistakeRim;
        mistakes.MarkerStyle.OutlineWidth = 1;
        mistakes.MarkerSize += 4;
    }

    private static ScottPlot.Plottables.Markers? AddClass(Plot plot, DataSet data, Func<int, bool> belongs, string name, Color color)
    {
        var points = Enumerable.Range(0, data.Samples).Where(belongs).Select(i => new Coordinates(data.X1[i], data.X2[i])).ToArray();
        if (points.Length == 0)
            return null;
        var size = data.Samples switch { <= 300 => 8f, <= 1000 => 6.5f, <= 2500 => 5f, _ => 4f };
        var markers = plot.Add.Markers(points, MarkerShape.FilledCircle, size, color);
        markers.LegendText = $"{name} ({PlotStyle.Count(points.Length)})";
        return markers;
    }
}
