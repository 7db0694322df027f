namespace Sweep.Web.Tests.Pages;

/// <summary>Pages of a sweep whose trials do not all have the same parameters.</summary>
[Collection(nameof(PageTests))]
public sealed class RuledPageTests(SeededPages pages)
{
    private const string Spec = """
        name: ruled
        trainer: { command: [sh, -c, "echo '@sweep {\"step\":1,\"loss\":0.5}'"] }
        parameters:
          optimizer: [sgd, adam]
          momentum: { linear: [0.0, 1.0], when: { optimizer: sgd } }
          width: [1, 2, 3]
        constraints: ["width < 3 or optimizer == 'adam'"]
        sampler: { kind: sobol, trials: 32 }
        """;

    [Fact]
    public async Task Pages_OfTrialsWithoutAParameter_ShowADashThere()
    {
        var own = $"/sweeps/{await pages.SubmitAsync(Spec):d}";
        var page = await pages.OpenAsync($"{own}?by=momentum&lines=momentum&x=momentum&y=width&front_x=loss&front_y=width");
        var rows = page.QuerySelectorAll("#convergence-table tbody tr").Select(row => row.QuerySelector("th")!.TextContent).ToList();
        Assert.Contains("–", rows);
        var sql = await pages.QueryAsync(page.QuerySelector("#convergence details pre")!.TextContent);
        Assert.Equal(rows.Order(StringComparer.Ordinal), sql.Select(row => (string?)row["value"] ?? "–").Order(StringComparer.Ordinal));
        Assert.Equal(32, sql.Sum(row => (long)row["trials"]!));
        Assert.Contains("–", page.QuerySelectorAll("#front tbody td").Select(cell => cell.TextContent));

        foreach (var order in new[] { "momentum", "-momentum" })
        {
            var trials = await pages.OpenAsync($"{own}/trials?order={order}");
            var cells = trials.QuerySelectorAll("tbody tr").Select(row => row.TextContent.Contains('–', StringComparison.Ordinal)).ToList();
            Assert.Equal(cells.Order(), cells);
        }

        _ = await pages.OpenAsync($"{own}/trials/0");
        _ = await pages.OpenAsync($"/compare?ids={own[8..]},{pages.Finished.Id:d}");
    }
}
