using System.Text.Json.Nodes;

namespace Sweep.Web.Charts;

/// <summary>Slots as rows over time, with a bar wherever one was busy.</summary>
public static class TimelineChart
{
    private const int MostSlots = 64;

    public static Chart Of(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var slots = timeline.Slots.Take(MostSlots).ToArray();
        var bars = new JsonArray();
        for (var k = 0; k < slots.Length; k++)
        {
            foreach (var bar in slots[k].Bars)
                bars.Add(new JsonArray(k, Math.Round(bar.From, 3), Math.Round(bar.To, 3), bar.Trials, bar.First, bar.HasFailed ? 1 : 0));
        }

        var option = ChartParts.Frame("item");
        option.Remove("legend");
        option["xAxis"] = ChartParts.Axis("value", "seconds since the first trial began", isX: true);
        ((JsonObject)option["xAxis"]!)["min"] = 0;
        ((JsonObject)option["grid"]!)["left"] = 24;
        option["yAxis"] = new JsonObject
        {
            ["type"] = "category",
            ["inverse"] = true,
            ["data"] = new JsonArray([.. slots.Select(slot => (JsonNode?)FormattableString.Invariant($"{slot.Silo} {slot.Slot}"))]),
        };
        option["series"] = new JsonArray(new JsonObject
        {
            ["type"] = "custom",
            ["name"] = "trials",
            ["renderItem"] = "bar",
            ["encode"] = new JsonObject { ["x"] = new JsonArray(1, 2), ["y"] = 0, ["tooltip"] = new JsonArray(1, 2, 3, 4) },
            ["dimensions"] = new JsonArray("slot", "from (s)", "to (s)", "trials", "first trial", "failed"),
            ["itemStyle"] = new JsonObject { ["color"] = ChartParts.Color(0), ["opacity"] = 0.85 },
            ["data"] = bars,
        });
        return new(
            "timeline-chart", "Slots over time",
            FormattableString.Invariant($"{timeline.Slots.Count} slots over {timeline.Seconds:0.##} seconds, with a bar wherever one trained."), option)
        {
            Size = slots.Length > 12 ? "high" : "low",
        };
    }
}
