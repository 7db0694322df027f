using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sweep.Benchmarks.Pages;
using Sweep.Web.Assets;

namespace Sweep.Benchmarks.Tabled;

/// <summary>A picture of what searches find for how much training, drawn by the charts of the dashboard.</summary>
internal static class TablePicture
{
    private const int Places = 120;
    private const double FirstShare = 0.0005;

    // Okabe and Ito's, which colour-blind eyes tell apart; a peer's search has the colour of the own one that is like it, dashed.
    private static readonly string[] Colours = ["#000000", "#E69F00", "#0072B2", "#009E73", "#D55E00", "#CC79A7", "#0072B2", "#D55E00", "#CC79A7"];

    private const string Draw =
        """
        option => {
          const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 900, height: 460 });
          chart.setOption(option);
          return chart.renderToSVGString();
        }
        """;

    /// <param name="file">The SVG.</param>
    /// <param name="searches">Over the same space.</param>
    public static async Task WriteAsync(string file, IReadOnlyList<TableFigures> searches)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = PageVisitor.Program, Args = PageVisitor.Flags });
        var page = await browser.NewPageAsync();
        await using var script = typeof(WebAssets).Assembly.GetManifestResourceStream("Sweep.Web.wwwroot/echarts.js")!;
        await page.AddScriptTagAsync(new() { Content = await new StreamReader(script).ReadToEndAsync() });
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var svg = await page.EvaluateAsync<string>($"text => ({Draw})(JSON.parse(text))", OptionOf(searches).ToJsonString());
        await File.WriteAllTextAsync(file, svg + "\n");
    }

    private static JsonObject OptionOf(IReadOnlyList<TableFigures> searches)
    {
        JsonObject Axis(string name, double least, double most) =>
            new() { ["type"] = "log", ["name"] = name, ["nameLocation"] = "middle", ["nameGap"] = 32, ["min"] = least, ["max"] = most };
        return new JsonObject
        {
            ["animation"] = false,
            ["backgroundColor"] = "#ffffff",
            ["color"] = new JsonArray([.. Colours.Select(colour => (JsonNode)colour)]),
            ["legend"] = new JsonObject { ["itemStyle"] = new JsonObject { ["opacity"] = 0 }, ["top"] = 0, ["left"] = 50, ["right"] = 10 },
            ["grid"] = new JsonObject { ["left"] = 60, ["right"] = 30, ["top"] = 70, ["bottom"] = 50 },
            ["xAxis"] = Axis("iterations trained, % of the grid's", FirstShare * 100, 100),
            ["yAxis"] = Axis("best loss, as many times the grid's", 1, 1000),
            ["series"] = new JsonArray([.. searches.Select(SeriesOf)]),
        };
    }

    private static JsonNode SeriesOf(TableFigures search)
    {
        var points = new JsonArray();
        for (var place = 0; place < Places; place++)
        {
            var share = FirstShare * Math.Pow(1 / FirstShare, place / (Places - 1.0));
            if (share * search.Iterations > search.Courses.Max(course => course.Iterations))
                break;
            double[] found = [.. search.Courses.Select(course => course.BestAfter(share * search.Iterations)).Order()];
            if (found[found.Length / 2] is var median && double.IsFinite(median))
                points.Add(new JsonArray(share * 100, median / search.Best));
        }

        return new JsonObject
        {
            ["type"] = "line",
            ["name"] = search.Search,
            ["step"] = "end",
            ["showSymbol"] = false,
            ["lineStyle"] = new JsonObject { ["type"] = search.IsPeer ? "dashed" : "solid", ["width"] = 2 },
            ["data"] = points,
        };
    }
}
