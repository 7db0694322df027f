using System.Text.Json.Nodes;
using Sweep.Core.Naming;

namespace Sweep.Web.Charts;

/// <summary>What options of several charts have in common.</summary>
internal static class ChartParts
{
    // Of Okabe and Ito (Color Universal Design, 2008): told apart by colour-blind eyes. Without its yellow and its black, each unseen on one of the grounds.
    private static readonly string[] Colors = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    private static readonly JsonNode[] Dashes = ["solid", new JsonArray(8, 4), new JsonArray(2, 3), new JsonArray(10, 3, 2, 3)];

    /// <summary>Most lines that a chart tells apart.</summary>
    public static int MostLines => 24;

    /// <summary>The colour of a line of a chart, from 0.</summary>
    public static string Color(int line) => Colors[line % Colors.Length];

    /// <summary>Colour and dashes of a line: both differ, so that either is enough.</summary>
    public static JsonObject LineStyle(int line) => new()
    {
        ["color"] = Color(line),
        ["width"] = 2,
        ["type"] = Dashes[(line + line / 12) % Dashes.Length].DeepClone(),
    };

    /// <summary>Many trials, each a dot.</summary>
    public static JsonObject Dots(string name, JsonArray points, int color) => new()
    {
        ["type"] = "scatter",
        ["name"] = name,
        ["symbolSize"] = 5,
        ["data"] = points,
        ["itemStyle"] = new JsonObject { ["color"] = Color(color), ["opacity"] = 0.55 },
    };

    public static JsonObject Frame(string trigger) => new()
    {
        ["animation"] = false,
        ["aria"] = new JsonObject { ["enabled"] = true },
        ["grid"] = new JsonObject { ["left"] = 12, ["right"] = 24, ["top"] = 40, ["bottom"] = 30, ["containLabel"] = true },
        ["tooltip"] = Tooltip(trigger),
        ["toolbox"] = new JsonObject
        {
            ["right"] = 4,
            ["top"] = 0,
            ["itemSize"] = 13,
            ["feature"] = new JsonObject
            {
                ["dataZoom"] = new JsonObject { ["filterMode"] = "none" },
                ["restore"] = new JsonObject(),
                ["saveAsImage"] = new JsonObject(),
            },
        },
        ["legend"] = new JsonObject { ["type"] = "scroll", ["top"] = 0, ["left"] = 0, ["right"] = 90, ["itemWidth"] = 28 },
        ["dataZoom"] = new JsonArray(new JsonObject { ["type"] = "inside", ["filterMode"] = "none", ["zoomOnMouseWheel"] = "ctrl" }),
    };

    // Drawn on the canvas: as HTML it would have styles of its own, which the page's policy forbids.
    public static JsonObject Tooltip(string trigger) => new() { ["trigger"] = trigger, ["renderMode"] = "richText", ["confine"] = true };

    public static JsonObject Axis(string kind, string name, bool isX)
    {
        var axis = new JsonObject
        {
            ["type"] = kind,
            ["name"] = name,
            ["nameLocation"] = isX ? "middle" : "end",
            ["nameGap"] = isX ? 26 : 12,
            ["scale"] = true,
        };

        // Else it goes from decade to decade, however little of them there is.
        if (kind == "log" || isX)
            (axis["min"], axis["max"]) = ("dataMin", "dataMax");
        return axis;
    }

    /// <summary>A number, or null for what JSON has no number for.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    public static JsonArray Pair(double x, double y) => new(Number(x), Number(y));

    public static string Text(double value) => double.IsFinite(value) ? NumberText.Rounded(value, 4) : "–";
}
