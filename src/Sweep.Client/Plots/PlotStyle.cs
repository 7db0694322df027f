using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace Sweep.Client.Plots;

/// <summary>What all pictures have in common.</summary>
internal static class PlotStyle
{
    private const float Scale = 2;

    /// <summary>An empty plot. Pictures are drawn at twice the usual density, so that they are sharp on any screen.</summary>
    public static Plot NewPlot(string title, string xLabel, string yLabel)
    {
        EmbeddedFont.Use();
        var plot = new Plot { ScaleFactor = Scale };
        plot.FigureBackground.Color = Palette.Background;
        plot.DataBackground.Color = Palette.Background;
        plot.Axes.Color(Palette.Text);
        plot.Grid.MajorLineColor = Palette.Grid;
        plot.Title(title, 15);
        plot.XLabel(xLabel, 13);
        plot.YLabel(yLabel, 13);
        plot.Axes.Title.Label.Bold = false;
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Axes.Right.MinimumSize = 24;
        plot.Legend.FontSize = 12;
        plot.Legend.OutlineWidth = 0;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Font.Set(EmbeddedFont.Name);
        return plot;
    }

    public static ITickGenerator IterationTicks() => new NumericAutomatic { IntegerTicksOnly = true, LabelFormatter = Count };

    public static ITickGenerator SparseTicks() => new NumericAutomatic { TickDensity = 0.6 };

    /// <summary>For an axis whose coordinates are decimal logarithms of values from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static ITickGenerator LogarithmicTicks(double low, double high)
    {
        var ticks = new NumericManual();
        foreach (var (value, label) in LogTicks.Of(low, high))
        {
            if (label is null)
                ticks.AddMinor(Math.Log10(value));
            else
                ticks.AddMajor(Math.Log10(value), label);
        }
        return ticks;
    }

    /// <summary>1,000,000 as people write it.</summary>
    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Plots side by side as one picture, a PNG file.</summary>
    /// <param name="width">Of each plot, in units of normal density, as is <paramref name="height"/>.</param>
    public static byte[] Png(int width, int height, params ReadOnlySpan<Plot> plots)
    {
        var (pixelWidth, pixelHeight) = ((int)(width * Scale), (int)(height * Scale));
        using var surface = SKSurface.Create(new SKImageInfo(pixelWidth * plots.Length, pixelHeight));
        for (var i = 0; i < plots.Length; i++)
        {
            // A plot clears the whole canvas that it is drawn on.
            using var part = SKSurface.Create(new SKImageInfo(pixelWidth, pixelHeight));
            plots[i].Render(part.Canvas, new PixelRect(0, pixelWidth, pixelHeight, 0));
            surface.Canvas.DrawSurface(part, i * pixelWidth, 0);
        }
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
