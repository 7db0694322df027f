using System.Globalization;

namespace Sweep.Web.Tests.Pages;

/// <summary>Pages of a sweep in which hardly any two trials share a value.</summary>
[Collection(nameof(PageTests))]
public sealed class SampledPageTests(SeededPages pages)
{
    private const string Spec = """
        name: sampled
        parameters:
          pattern: [circle, diamond]
          learning_rate: { log: [0.001, 0.1] }
          iterations: [60]
          samples: { linear: [20, 60], step: 10 }
          hidden: { linear: [2, 60] }
        replicates: 2
        target: { loss: 0.6 }
        sampler: { kind: sobol, trials: 64 }
        """;

    [Fact]
    public async Task Pages_OfRanges_HaveTenPartsOfEach()
    {
        var own = $"/sweeps/{await pages.SubmitAsync(Spec):d}";
        foreach (var by in new[] { "learning_rate", "hidden" })
        {
            var page = await pages.OpenAsync($"{own}?by={by}&lines={by}&x=learning_rate&y=hidden");
            var rows = page.QuerySelectorAll("#convergence-table tbody tr");
            Assert.Equal(10, rows.Length);
            Assert.All(rows, row => Assert.Contains(" – ", row.QuerySelector("th")!.TextContent, StringComparison.Ordinal));
            var sql = await pages.QueryAsync(page.QuerySelector("#convergence details pre")!.TextContent);
            Assert.Equal(
                rows.Select(row => $"{row.QuerySelector("th")!.TextContent} {string.Join(' ', row.QuerySelectorAll("td").Take(2).Select(cell => cell.TextContent))}").Order(StringComparer.Ordinal),
                sql.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row["value"]} {row["trials"]} {row["reached"]}")).Order(StringComparer.Ordinal));
            var maps = page.QuerySelectorAll("table.heat");
            Assert.Equal(2, maps.Length);
            Assert.All(maps, map => Assert.Equal((11, 10), (map.QuerySelectorAll("thead th").Length, map.QuerySelectorAll("tbody tr").Length)));
            Assert.All(page.QuerySelectorAll("#curves-table tbody th"), label => Assert.Contains(" – ", label.TextContent, StringComparison.Ordinal));
            Assert.All(page.QuerySelectorAll("#convergence-table td, #history-table td, #front-table td"), cell => Assert.InRange(cell.TextContent.Trim().Length, 0, 20));
            Assert.Contains("sobol, seed 0, trials 64", page.QuerySelector("#progress")!.TextContent, StringComparison.Ordinal);
            var importance = page.QuerySelectorAll("#importance-table tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent, row => row.QuerySelector("td")!.TextContent);
            Assert.Equal(("64", "51", "5"), (importance["learning_rate"], importance["hidden"], importance["samples"]));
        }

        var searched = Spec.Replace("kind: sobol, trials: 64", "kind: tpe, trials: 4", StringComparison.Ordinal) + $"\nhistory: ['{own[8..]}']\n";
        var checkedSpec = await SeededPages.ReadAsync(await pages.PostAsync("/sweeps/new", ("spec", searched), ("action", "check")));
        Assert.Contains("The search begins with 64 points of 1 sweep.", checkedSpec.QuerySelector("#valid")?.TextContent, StringComparison.Ordinal);
        var head = (await pages.OpenAsync($"/sweeps/{await pages.SubmitAsync(searched):d}")).QuerySelector("#progress")!;
        Assert.Contains("64 points of 1 sweep:", head.TextContent, StringComparison.Ordinal);
        Assert.NotNull(head.QuerySelector($"a[href='{own}']"));

        _ = await pages.OpenAsync($"{own}/trials?order=-learning_rate");
        _ = await pages.OpenAsync($"{own}/trials/7");
        _ = await pages.OpenAsync($"/compare?ids={own[8..]},{pages.Finished.Id:d}");
    }
}
