using System.Net;

namespace Sweep.Web.Tests.Pages;

[Collection(nameof(PageTests))]
public sealed class SweepListPageTests(SeededPages pages)
{
    [Fact]
    public async Task List_SweepsThatEnded_SaysOfEachWhatItCameTo()
    {
        var page = await pages.OpenAsync("/sweeps");

        var row = page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("seeded", StringComparison.Ordinal));
        Assert.Equal(pages.Own, row.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Equal("completed", row.QuerySelector(".state")!.TextContent);
        Assert.Contains("72 of 72", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(["baseline", "paper"], row.QuerySelectorAll(".tag").Select(tag => tag.TextContent));
        Assert.Equal("72 of 72 trials finished", row.QuerySelector("svg.bar")!.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task List_NameWithMarkup_IsText()
    {
        var page = await pages.OpenAsync("/sweeps?name=%3Cfailing%3E");

        Assert.Equal("<failing> & \"quoted\"", Assert.Single(page.QuerySelectorAll("tbody th a")).TextContent);
        Assert.Empty(page.QuerySelectorAll("failing"));
        Assert.Equal("<failing>", page.QuerySelector("#name")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("/sweeps?tag=paper", 1)]
    [InlineData("/sweeps?name=SEED", 1)]
    [InlineData("/sweeps?state=completed&name=seeded&tag=paper&tag=baseline", 1)]
    [InlineData("/sweeps?name=nothing+like+it", 0)]
    public async Task List_Filtered_HasThoseAlone(string address, int sweeps)
    {
        var page = await pages.OpenAsync(address);

        Assert.Equal(sweeps, page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(sweeps == 0, page.QuerySelector(".empty")?.TextContent.Contains("Widen the filter", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task List_UnknownState_SaysWhichThereAre()
    {
        using var answer = await pages.GetAsync("/sweeps?state=done");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("done is no state of a sweep; there are running, paused", (await SeededPages.ReadAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_LeadsToTheList()
    {
        using var answer = await pages.GetAsync("/");

        Assert.Equal((HttpStatusCode.SeeOther, "/sweeps"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }
}
