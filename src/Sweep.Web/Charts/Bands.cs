using System.Text.Json.Nodes;

namespace Sweep.Web.Charts;

/// <summary>Areas around lines.</summary>
internal static class Bands
{
    /// <param name="name">That of the line, with which it is switched on and off.</param>
    /// <param name="points">Each x, low and high.</param>
    /// <param name="color">Of the line.</param>
    /// <param name="isStep">Whether its ends go on level to the next point, as those of a line in steps.</param>
    public static JsonObject Of(string name, JsonArray points, string color, bool isStep) => new()
    {
        ["type"] = "custom",
        ["name"] = name,
        ["renderItem"] = isStep ? "stepBand" : "band",
        ["silent"] = true,
        ["z"] = 1,
        ["encode"] = new JsonObject { ["x"] = 0, ["y"] = new JsonArray(1, 2) },
        ["itemStyle"] = new JsonObject { ["color"] = color, ["opacity"] = 0.14 },
        ["data"] = points,
    };
}
