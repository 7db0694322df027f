using System.Net;

namespace Sweep.Web.Tests.Pages;

[Collection(nameof(PageTests))]
public sealed class ComparisonPageTests(SeededPages pages)
{
    [Fact]
    public async Task Comparison_OfASweepAndAnotherLikeIt_HasOneColumnEach()
    {
        var id = await pages.SubmitAsync("name: like-it\nparameters: { pattern: [circle, thin_right_angle], iterations: [50], samples: [30] }\ntarget: { loss: 0.45 }\n");

        var page = await pages.OpenAsync($"/compare?ids={pages.Finished.Id:d}&ids={id:d}");
        Assert.Equal(2, page.QuerySelectorAll("#whole-table tbody tr").Length);
        Assert.Equal(["circle", "diamond", "thin_right_angle"], page.QuerySelectorAll("#by-table tbody th").Select(cell => cell.TextContent));
        Assert.Equal("not reached 6 of 18", page.QuerySelector("#by-table tbody td")!.TextContent);
        Assert.Equal("–", page.QuerySelectorAll("#by-table tbody tr")[2].QuerySelector("td")!.TextContent);
        Assert.Equal("pattern", page.QuerySelector(".choices a[aria-current]")!.TextContent);
        Assert.NotNull(page.QuerySelector("#comparison-chart"));
    }

    [Fact]
    public async Task Comparison_WithoutACommonParameter_SaysSo()
    {
        var page = await pages.OpenAsync($"/compare?ids={pages.Finished.Id:d},{pages.Failing.Id:d}");

        Assert.Contains("no parameter in common", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#by-table"));
    }

    [Theory]
    [InlineData("/compare")]
    [InlineData("/compare?ids=latest")]
    public async Task Comparison_OfFewerThanTwo_SaysHowToChoose(string address)
    {
        using var answer = await pages.GetAsync(address);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("choose them in the list of sweeps", (await SeededPages.ReadAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_WithoutSilos_SaysHowToStartOneAndWhatWaits()
    {
        using var submitted = await pages.PostAsync("/sweeps/new", ("spec", "name: waits\nparameters: { pattern: [circle] }\n"), ("action", "submit"));

        var page = await pages.OpenAsync("/cluster");
        Assert.Contains("sweep-silo", page.QuerySelector("#cluster")!.TextContent, StringComparison.Ordinal);
        var row = page.QuerySelectorAll("#running-table tbody tr").Single(row => row.TextContent.Contains("waits", StringComparison.Ordinal));
        Assert.Contains("no silo works on it", row.TextContent, StringComparison.Ordinal);
        using var cancelled = await pages.PostAsync($"{submitted.Headers.Location}/cancel");
        Assert.Equal(HttpStatusCode.SeeOther, cancelled.StatusCode);
    }
}
