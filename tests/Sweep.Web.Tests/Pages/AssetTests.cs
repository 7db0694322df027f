using System.IO.Compression;
using System.Net;
using Sweep.Web.Assets;

namespace Sweep.Web.Tests.Pages;

[Collection(nameof(PageTests))]
public sealed class AssetTests(SeededPages pages)
{
    [Theory]
    [InlineData("sweep.css", "text/css")]
    [InlineData("page.js", "text/javascript")]
    [InlineData("echarts.js", "text/javascript")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task Asset_OfThisVersion_IsKeptForEver(string name, string type)
    {
        using var answer = await pages.GetAsync(WebAssets.Address(name));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("identity", null)]
    public async Task Asset_Compressed_IsTheSame(string accepted, string? encoding)
    {
        using var plain = await pages.GetAsync(WebAssets.Address("echarts.js"));
        using var request = new HttpRequestMessage(HttpMethod.Get, WebAssets.Address("echarts.js"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await pages.SendAsync(request);

        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        var body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var stream = new MemoryStream(body);
        using Stream opened = encoding switch
        {
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
        using var read = new MemoryStream();
        await opened.CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), read.ToArray());
        Assert.True(encoding is null || body.Length < 450_000, $"{body.Length} bytes");
    }

    [Fact]
    public async Task Asset_OfAnotherVersion_IsNotKept()
    {
        using var answer = await pages.GetAsync("/assets/other/page.js");

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("/assets/other/none.js")]
    [InlineData("/assets/other/..%2Fpage.js")]
    public async Task Asset_Unknown_IsNotFound(string address)
    {
        using var answer = await pages.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
