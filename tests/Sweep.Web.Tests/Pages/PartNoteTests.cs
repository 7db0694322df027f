using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweep.Web.Tests.Fakes;

namespace Sweep.Web.Tests.Pages;

/// <summary>Of more trials than a page takes, it says that it is of a part.</summary>
[Collection(nameof(PageTests))]
public sealed class PartNoteTests(SeededPages pages)
{
    [Fact]
    public async Task Pages_OfAPartOfTheTrials_SaySo()
    {
        await using var server = await pages.StartAsync(new CountedResults(pages.Results) { LeftOut = 1_000_000 });
        using var client = new HttpClient { BaseAddress = server.Address };

        var page = await ReadAsync(client, pages.Own);
        Assert.StartsWith("Tables and pictures here are made of 72 of 1,000,072 finished trials", page.QuerySelector("#results .part")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("among those that are shown", page.QuerySelector("#history summary")!.TextContent, StringComparison.Ordinal);
        var comparison = await ReadAsync(client, $"/compare?ids={pages.Finished.Id:d},{pages.Failing.Id:d}");
        Assert.Equal(2, comparison.QuerySelectorAll(".part").Length);
        Assert.StartsWith("1,000,072 of ", comparison.QuerySelector("#whole-table tbody tr td:nth-of-type(2)")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_OfAllTrials_SayNothingOfParts()
    {
        Assert.Null((await pages.OpenAsync(pages.Own)).QuerySelector(".part"));
        Assert.Null((await pages.OpenAsync($"/compare?ids={pages.Finished.Id:d},{pages.Failing.Id:d}")).QuerySelector(".part"));
    }

    private static async Task<IDocument> ReadAsync(HttpClient client, string address) =>
        new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken));
}
