using System.Globalization;
using System.Text;
using Sweep.Client.Formatting;
using Sweep.Client.Plots;
using Sweep.Core.Naming;
using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>One chart as inline SVG; colours come from the page's style, so that they suit light, dark and paper.</summary>
internal static class CurveChart
{
    public static void Write(HtmlWriter html, ChartFrame frame, string pattern, IReadOnlyList<CurveLine> lines)
    {
        html.Markup($"""<svg viewBox="0 0 {ChartFrame.Width} {ChartFrame.Height}" role="img" aria-label="Loss over iterations of {pattern}, one line for each learning rate">""");
        WriteAxes(html, frame);
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Runs > 1)
                html.Markup($"""<path class="band c{i}" d="{Band(frame, lines[i])}"/>""");
        }
        if (frame.Target is { } loss)
        {
            html.Markup($"""<line class="target" x1="{ChartFrame.Left}" x2="{ChartFrame.Right}" y1="{frame.Y(loss):0.0}" y2="{frame.Y(loss):0.0}"/>""");
            html.Markup($"""<text class="target" x="{ChartFrame.Left + 5}" y="{LabelOf(frame.Y(loss)):0.0}">target {NumberText.Of(loss)}</text>""");
        }

        for (var i = 0; i < lines.Count; i++)
        {
            html.Markup($"""<path class="line c{i}" d="{Line(frame, lines[i])}"/>""");
            if (lines[i].Setting.MedianIterations is { } median && frame.Target is { } target)
                html.Markup($"""<circle class="dot c{i}" cx="{frame.X(median):0.0}" cy="{frame.Y(target):0.0}" r="4"><title>{Figures.Count(median)} iterations</title></circle>""");
        }
        html.Markup($"</svg>");
    }

    private static void WriteAxes(HtmlWriter html, ChartFrame frame)
    {
        foreach (var (value, label) in LogTicks.Of(frame.LowLoss, frame.HighLoss))
        {
            if (label is null || value < frame.LowLoss || value > frame.HighLoss)
                continue;
            html.Markup($"""<line class="grid" x1="{ChartFrame.Left}" x2="{ChartFrame.Right}" y1="{frame.Y(value):0.0}" y2="{frame.Y(value):0.0}"/>""");
            html.Markup($"""<text x="{ChartFrame.Left - 6}" y="{frame.Y(value) + 4:0.0}" text-anchor="end">{label}</text>""");
        }
        for (var value = 1.0; value <= frame.LastIteration; value *= 10)
        {
            html.Markup($"""<line class="grid" x1="{frame.X(value):0.0}" x2="{frame.X(value):0.0}" y1="{ChartFrame.Top}" y2="{ChartFrame.Bottom}"/>""");
            html.Markup($"""<text x="{frame.X(value):0.0}" y="{ChartFrame.Bottom + 16}" text-anchor="middle">{Short(value)}</text>""");
        }
        html.Markup($"""<rect class="frame" x="{ChartFrame.Left}" y="{ChartFrame.Top}" width="{ChartFrame.Right - ChartFrame.Left}" height="{ChartFrame.Bottom - ChartFrame.Top}"/>""");
        html.Markup($"""<text x="{(ChartFrame.Left + ChartFrame.Right) / 2}" y="{ChartFrame.Height - 6}" text-anchor="middle">iteration</text>""");
        html.Markup($"""<text x="11" y="{(ChartFrame.Top + ChartFrame.Bottom) / 2}" text-anchor="middle" transform="rotate(-90 11 {(ChartFrame.Top + ChartFrame.Bottom) / 2})">loss</text>""");
    }

    /// <summary>Below the line, where curves seldom are; above it at the foot of the chart.</summary>
    private static double LabelOf(double line) => line + 18 < ChartFrame.Bottom ? line + 14 : line - 5;

    /// <summary>Powers of ten: 1, 10, … 1,000, then 10k, 1M.</summary>
    private static string Short(double value) => value switch
    {
        >= 1e9 => "1G",
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0}M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0}k"),
        _ => Figures.Count((long)value),
    };

    private static string Line(ChartFrame frame, CurveLine line)
    {
        var path = new StringBuilder();
        foreach (var point in line.Points)
            Append(path, frame.X(point.Iteration), frame.Y(point.Median));
        if (line.Points.Count == 1)
            path.Append("h0.1");
        return path.ToString();
    }

    private static string Band(ChartFrame frame, CurveLine line)
    {
        var path = new StringBuilder();
        foreach (var point in line.Points)
            Append(path, frame.X(point.Iteration), frame.Y(point.High));
        foreach (var point in line.Points.Reverse())
            Append(path, frame.X(point.Iteration), frame.Y(point.Low));
        return path.Append('Z').ToString();
    }

    private static void Append(StringBuilder path, double x, double y) =>
        path.Append(path.Length == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{x:0.#} {y:0.#}");
}
