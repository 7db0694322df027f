using System.Globalization;
using System.Text;
using Sweep.Core.Analysis;
using Sweep.Service.Results;

namespace Sweep.Web.Charts;

/// <summary>
/// What a trained perceptron predicts in the plane, as paths of SVG: shades of the probability, the line between the classes, and samples with mistakes marked
/// apart. Drawn here, and not by a script: it is one picture of one trial, and there without scripts too.
/// </summary>
public sealed class PlanePicture
{
    /// <summary>Length of the picture's sides, in units of its paths.</summary>
    public const double Side = 400;

    /// <summary>Least probability of each shade but the first, which is the ground.</summary>
    private static readonly double[] Steps = [0.25, 0.5, 0.75];

    private static readonly PredictionKind[] Kinds =
        [PredictionKind.TrueNegative, PredictionKind.TruePositive, PredictionKind.FalsePositive, PredictionKind.FalseNegative];

    private PlanePicture(PlaneGrid plane, RetrainedTrial trial)
    {
        Plane = plane;
        Shades = [.. Steps.Select((_, k) => ($"shade-{k + 1}", ShadeOf(plane, k + 1)))];
        var line = new StringBuilder();
        foreach (var piece in Contour.Of(plane, Confusion.Threshold))
            line.Append(CultureInfo.InvariantCulture, $"M{Across(plane, piece.FromX)},{Up(plane, piece.FromY)}L{Across(plane, piece.ToX)},{Up(plane, piece.ToY)}");
        Boundary = line.ToString();
        var size = trial.Shown.Samples switch { <= 300 => 4.0, <= 1000 => 3.2, _ => 2.4 };
        Marks = [.. Kinds.Select(kind => (kind, MarksOf(plane, trial, kind, size)))];
    }

    /// <summary>What it is of.</summary>
    public PlaneGrid Plane { get; }

    /// <summary>Where the probability of label 1 is in a range: the class and the path of each shade.</summary>
    public IReadOnlyList<(string Class, string Path)> Shades { get; }

    /// <summary>Where the probability is one half.</summary>
    public string Boundary { get; }

    /// <summary>The samples, mistakes last and so on top.</summary>
    public IReadOnlyList<(PredictionKind Kind, string Path)> Marks { get; }

    /// <summary>Null where the samples lie in no plane.</summary>
    public static PlanePicture? Of(RetrainedTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.Plane is { } plane ? new(plane, trial) : null;
    }

    /// <summary>One sample: a disc where it is right, a triangle for a false alarm, a diamond for a missed one; shapes tell apart what colours do.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Likewise, from the top.</param>
    /// <param name="size">Half of its width.</param>
    public static string Mark(PredictionKind kind, double x, double y, double size)
    {
        string Of(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
        return kind switch
        {
            PredictionKind.FalsePositive => Of($"M{x:0.#},{y - 1.4 * size:0.#}l{1.4 * size:0.#},{2.4 * size:0.#}h{-2.8 * size:0.#}z"),
            PredictionKind.FalseNegative => Of($"M{x:0.#},{y - 1.6 * size:0.#}l{1.4 * size:0.#},{1.6 * size:0.#}l{-1.4 * size:0.#},{1.6 * size:0.#}l{-1.4 * size:0.#},{-1.6 * size:0.#}z"),
            _ => Of($"M{x - size:0.#},{y:0.#}a{size:0.#},{size:0.#} 0 1 0 {2 * size:0.#},0a{size:0.#},{size:0.#} 0 1 0 {-2 * size:0.#},0z"),
        };
    }

    /// <summary>The class that styles a kind of sample.</summary>
    public static string ClassOf(PredictionKind kind) => kind switch
    {
        PredictionKind.TrueNegative => "mark-negative",
        PredictionKind.TruePositive => "mark-positive",
        PredictionKind.FalsePositive => "mark-false",
        _ => "mark-missed",
    };

    // Cells of one shade beside each other are one rectangle.
    private static string ShadeOf(PlaneGrid plane, int shade)
    {
        var path = new StringBuilder();
        var (cells, width) = (plane.Nodes - 1, Side / (plane.Nodes - 1));
        for (var row = 0; row < cells; row++)
        {
            for (var from = 0; from < cells; from++)
            {
                var to = from;
                while (to < cells && ShadeAt(plane, to, row) == shade)
                    to++;
                if (to == from)
                    continue;
                path.Append(CultureInfo.InvariantCulture, $"M{from * width:0.##},{Side - (row + 1) * width:0.##}h{(to - from) * width:0.##}v{width:0.##}h{(from - to) * width:0.##}z");
                from = to;
            }
        }

        return path.ToString();
    }

    private static int ShadeAt(PlaneGrid plane, int column, int row)
    {
        var middle = (plane.Value(column, row) + plane.Value(column + 1, row) + plane.Value(column, row + 1) + plane.Value(column + 1, row + 1)) / 4;
        return Steps.Count(step => middle >= step);
    }

    private static string MarksOf(PlaneGrid plane, RetrainedTrial trial, PredictionKind kind, double size)
    {
        var path = new StringBuilder();
        for (var k = 0; k < trial.Kinds.Count; k++)
        {
            if (trial.Kinds[k] != kind)
                continue;
            var (across, up) = (trial.Shown.Columns[0][k], trial.Shown.Columns[1][k]);
            path.Append(Mark(kind, Place(plane.Left, plane.Right, across), Side - Place(plane.Bottom, plane.Top, up), size));
        }

        return path.ToString();
    }

    private static string Across(PlaneGrid plane, double x) => Text(Place(plane.Left, plane.Right, x));

    private static string Up(PlaneGrid plane, double y) => Text(Side - Place(plane.Bottom, plane.Top, y));

    // Halves, so that the widest range is still a number.
    private static double Place(double least, double most, double value) => Side * ((value / 2 - least / 2) / (most / 2 - least / 2));

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
