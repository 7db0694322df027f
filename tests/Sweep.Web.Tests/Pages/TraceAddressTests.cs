using AngleSharp.Html.Parser;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Tests.Pages;

[Collection(nameof(PageTests))]
public sealed class TraceAddressTests(SeededPages pages)
{
    private const string Id = "0af7651916cd43dd8448eb211c80319c";

    [Theory]
    [InlineData("https://jaeger.example.org/trace/{trace_id}", $"https://jaeger.example.org/trace/{Id}")]
    [InlineData("http://127.0.0.1:3000/explore?left={\"query\":\"{trace_id}\"}&again={trace_id}", $"http://127.0.0.1:3000/explore?left={{\"query\":\"{Id}\"}}&again={Id}")]
    public void Of_ATemplate_HasTheId(string template, string expected) => Assert.Equal(expected, TraceAddress.Read(template)?.Of(Id));

    [Theory]
    [InlineData("")]
    [InlineData("https://jaeger.example.org/trace")]
    [InlineData("/trace/{trace_id}")]
    [InlineData("ftp://traces/{trace_id}")]
    [InlineData("javascript:alert('{trace_id}')")]
    [InlineData("https://{trace_id}.example.org/")]
    [InlineData("https://ann:secret@traces/{trace_id}")]
    [InlineData("https://traces/{trace_id}\n")]
    public void Read_WhatIsNoSuchAddress_IsRefused(string template) => Assert.Null(TraceAddress.Read(template));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0AF7651916CD43DD8448EB211C80319C")]
    [InlineData("../../../../../../../../../../xyz")]
    public void Of_WhatIsNoId_IsNull(string? id) => Assert.Null(TraceAddress.Read("https://traces/{trace_id}")!.Of(id));

    [Fact]
    public async Task Trial_WithATrace_LeadsThereWhereTheOperatorSaysSo()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var id = await pages.SubmitAsync("name: traced\nparameters: { pattern: [circle], iterations: [20], samples: [30] }\n");
        await pages.QueryAsync($"UPDATE trials SET trace_id = '{Id}' WHERE sweep_id = '{id:d}'");
        var plain = await pages.OpenAsync($"/sweeps/{id:d}/trials/0");
        Assert.Null(plain.QuerySelector("#trace"));
        Assert.Contains(Id, plain.Body!.TextContent, StringComparison.Ordinal);

        await using var server = await pages.StartAsync(traces: TraceAddress.Read("https://jaeger.example.org/trace/{trace_id}"));
        using var client = new HttpClient { BaseAddress = server.Address };
        var page = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri($"/sweeps/{id:d}/trials/0", UriKind.Relative), cancellation));
        var link = page.QuerySelector("#trace")!;
        Assert.Equal(($"https://jaeger.example.org/trace/{Id}", Id), (link.GetAttribute("href"), link.TextContent));
    }
}
