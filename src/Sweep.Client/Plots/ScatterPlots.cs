using ScottPlot;
using Sweep.Core.Analysis;
using Sweep.Core.Data;

namespace Sweep.Client.Plots;

/// <summary>Samples of two features, coloured by class.</summary>
/// <param name="data">What is drawn.</param>
/// <param name="source">Where it is drawn from; null for a pattern's square.</param>
internal sealed class ScatterPlots(DataSet data, DataSource? source)
{
    /// <summary>Features of what a picture can show.</summary>
    public const int Features = DecisionPlane.Features;

    /// <summary>Most samples that a picture draws.</summary>
    public const int MostMarkers = 4000;

    public DataSet Data => data;

    /// <summary>Samples by label.</summary>
    public Plot ByLabel(string title)
    {
        var plot = NewSquare(title);
        AddClass(plot, i => !data.Labels[i], "label 0", Palette.Outside);
        AddClass(plot, i => data.Labels[i], "label 1", Palette.Inside);
        return Finish(plot);
    }

    /// <summary>Samples by what the network says of them, the wrong ones on top: false alarms and missed points by shape and colour.</summary>
    /// <param name="probabilities">Of label 1, one a sample.</param>
    public Plot ByPrediction(double[] probabilities, string title)
    {
        var plot = NewSquare(title);
        Func<int, bool> Is(PredictionKind kind) => i => Confusion.KindOf(data.Labels[i], probabilities[i]) == kind;
        AddClass(plot, Is(PredictionKind.TruePositive), "true positives", Palette.Inside);
        AddClass(plot, Is(PredictionKind.TrueNegative), "true negatives", Palette.Outside);
        AddMistakes(plot, Is(PredictionKind.FalsePositive), "false positives", Palette.FalseAlarm, MarkerShape.FilledTriangleUp);
        AddMistakes(plot, Is(PredictionKind.FalseNegative), "false negatives", Palette.Missed, MarkerShape.FilledDiamond);
        return Finish(plot);
    }

    private Plot NewSquare(string title)
    {
        var (x, y) = source is null ? ("x₁", "x₂") : (Axis(source, 0), Axis(source, 1));
        var plot = PlotStyle.NewPlot(title, x, y);
        plot.HideGrid();
        return plot;
    }

    private Plot Finish(Plot plot)
    {
        if (source is null)
            ShowSquare(plot);
        else
            plot.Axes.Margins(0.04, 0.04);
        plot.ShowLegend(Edge.Bottom);
        plot.Legend.Orientation = Orientation.Horizontal;
        return plot;
    }

    private static void ShowSquare(Plot plot)
    {
        plot.Axes.SetLimits(-1.04, 1.04, -1.04, 1.04);
        plot.Axes.SquareUnits();
        double[] marks = [-1, -0.5, 0, 0.5, 1];
        plot.Axes.Bottom.SetTicks(marks, ["−1", "−0.5", "0", "0.5", "1"]);
        plot.Axes.Left.SetTicks(marks, ["−1", "−0.5", "0", "0.5", "1"]);
    }

    private static string Axis(DataSource source, int feature) => source.Scale == FeatureScale.None
        ? source.Table.Features[feature]
        : $"{source.Table.Features[feature]} ({source.Scale.ToName()})";

    private void AddMistakes(Plot plot, Func<int, bool> belongs, string name, Color color, MarkerShape shape)
    {
        if (AddClass(plot, belongs, name, color) is not { } mistakes)
            return;
        mistakes.MarkerShape = shape;
        mistakes.MarkerStyle.OutlineColor = Palette.MistakeRim;
        mistakes.MarkerStyle.OutlineWidth = 1;
        mistakes.MarkerSize += 4;
    }

    private ScottPlot.Plottables.Markers? AddClass(Plot plot, Func<int, bool> belongs, string name, Color color)
    {
        var points = Enumerable.Range(0, data.Samples).Where(belongs).Select(i => new Coordinates(data.Columns[0][i], data.Columns[1][i])).ToArray();
        if (points.Length == 0)
            return null;
        var size = data.Samples switch { <= 300 => 8f, <= 1000 => 6.5f, <= 2500 => 5f, _ => 4f };
        var markers = plot.Add.Markers(points, MarkerShape.FilledCircle, size, color);
        markers.LegendText = $"{name} ({PlotStyle.Count(points.Length)})";
        return markers;
    }
}
