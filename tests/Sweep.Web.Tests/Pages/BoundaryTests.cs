using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Sweep.Core.Data;
using Sweep.Storage.DataSets;

namespace Sweep.Web.Tests.Pages;

/// <summary>What a trial has learnt, on its page.</summary>
[Collection(nameof(PageTests))]
public sealed class BoundaryTests(SeededPages pages)
{
    [Fact]
    public async Task Trial_NotAskedFor_OffersToTrainIt()
    {
        var section = (await pages.OpenAsync($"{pages.Own}/trials/8")).QuerySelector("#boundary")!;

        Assert.Null(section.QuerySelector("svg, table"));
        Assert.Equal($"{pages.Own}/trials/8?boundary=show#boundary", section.QuerySelector("a.button")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Trial_TrainedAgain_ShowsItsBoundaryAndCountsMistakesApart()
    {
        var section = (await pages.OpenAsync($"{pages.Own}/trials/8?boundary=show")).QuerySelector("#boundary")!;

        Assert.Contains("the same as stored", section.QuerySelector("#boundary-check")!.TextContent, StringComparison.Ordinal);
        var rows = Rows(section);
        Assert.Equal(["right", "right", "missed", "false", "accuracy"], rows.Select(row => row.Name));
        Assert.Equal(50, rows[..4].Sum(row => row.Count));
        Assert.Equal(rows[0].Count + rows[1].Count, rows[4].Count);

        // One path a kind of sample, with as many marks as are counted.
        var svg = section.QuerySelector("svg[role=img]")!;
        foreach (var (name, count) in new[] { ("mark-positive", rows[0].Count), ("mark-negative", rows[1].Count), ("mark-missed", rows[2].Count), ("mark-false", rows[3].Count) })
            Assert.Equal(count, svg.QuerySelector($"path.{name}")!.GetAttribute("d")!.Count(letter => letter == 'M'));
        Assert.Contains($"{rows[2].Count} are missed, {rows[3].Count} are false", svg.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal(4, svg.QuerySelectorAll("text").Length);
    }

    [Fact]
    public async Task Trial_OfADataSet_IsDrawnInItsPlaneAndCountedBeyond()
    {
        await AddAsync("flat", 2);
        await AddAsync("deep", 3);
        var id = await pages.SubmitAsync("name: of-data\nparameters: { pattern: [flat, deep], iterations: [30], samples: [40] }\nscale: none\n");

        var page = await pages.OpenAsync($"/sweeps/{id:d}/trials/0?boundary=show");
        Assert.Contains("--pattern flat ", page.QuerySelector("#command")!.TextContent, StringComparison.Ordinal);
        Assert.EndsWith(" --scale none", page.QuerySelector("#command")!.TextContent, StringComparison.Ordinal);
        var flat = page.QuerySelector("#boundary")!;
        Assert.Contains("Across f0, up f1.", flat.TextContent, StringComparison.Ordinal);
        Assert.Equal(40, Rows(flat)[..4].Sum(row => row.Count));
        var deep = (await pages.OpenAsync($"/sweeps/{id:d}/trials/1?boundary=show")).QuerySelector("#boundary")!;
        Assert.Contains("Samples of 3 features lie in no plane", deep.TextContent, StringComparison.Ordinal);
        Assert.Null(deep.QuerySelector("svg[role=img]"));
        Assert.Equal(40, Rows(deep)[..4].Sum(row => row.Count));
        foreach (var section in new[] { flat, deep })
            Assert.Contains("the same as stored", section.QuerySelector("#boundary-check")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_WhoseRowWasChanged_WarnsOfIt()
    {
        var id = await pages.SubmitAsync("name: changed\nparameters: { pattern: [circle], iterations: [20], samples: [30] }\n");
        await pages.QueryAsync($"UPDATE trials SET final_loss = 0.25 WHERE sweep_id = '{id:d}'");

        var section = (await pages.OpenAsync($"/sweeps/{id:d}/trials/0?boundary=show")).QuerySelector("#boundary")!;
        Assert.Contains("Not the same as stored.", section.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_OfAnotherNumerics_SaysWhyItIsNotTrained()
    {
        var id = await pages.SubmitAsync("name: of-old\nparameters: { pattern: [circle], iterations: [20], samples: [30] }\n");
        await pages.QueryAsync($"UPDATE sweeps SET numerics = 1 WHERE id = '{id:d}'");

        foreach (var address in new[] { $"/sweeps/{id:d}/trials/0", $"/sweeps/{id:d}/trials/0?boundary=show" })
        {
            var section = (await pages.OpenAsync(address)).QuerySelector("#boundary")!;
            Assert.StartsWith("numerics: 1 is not ", section.QuerySelector("#boundary-refusal")!.TextContent, StringComparison.Ordinal);
            Assert.Null(section.QuerySelector("a.button, svg, table"));
        }
    }

    [Fact]
    public async Task Trial_ThatFailed_HasNone()
    {
        using var answer = await pages.GetAsync($"/sweeps/{pages.Failing.Id:d}/trials/0?boundary=show");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Null((await SeededPages.ReadAsync(answer)).QuerySelector("#boundary"));
    }

    private async Task AddAsync(string name, int features)
    {
        var random = new Random(features);
        var values = Enumerable.Range(0, 60 * features).Select(_ => random.NextDouble() * 4 - 1).ToArray();
        var labels = Enumerable.Range(0, 60).Select(row => values[row * features] > 1).ToArray();
        var table = new DataTable([.. Enumerable.Range(0, features).Select(k => $"f{k}")], values, labels);
        await pages.Store.AddDataSetAsync(new NewDataSet(name, table, "label", "1", "made.csv"), TestContext.Current.CancellationToken);
    }

    private static (string Name, int Count)[] Rows(IElement section) =>
    [
        .. section.QuerySelectorAll("#boundary-table tbody tr").Select(row => (
            row.QuerySelector("th")!.TextContent.Trim(),
            int.Parse(row.QuerySelectorAll("td")[2].TextContent, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))),
    ];
}
