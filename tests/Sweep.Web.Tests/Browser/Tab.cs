using Microsoft.Playwright;
using Sweep.Testing;

namespace Sweep.Web.Tests.Browser;

/// <summary>A page in a browser, and all that went wrong in it.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly List<string> _troubles = [];

    public Tab(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _troubles.Add($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _troubles.Add(error);
        page.RequestFailed += (_, request) => _troubles.Add($"{request.Url}: {request.Failure}");
    }

    public IPage Page { get; }

    /// <summary>What the console said, and what could not be loaded.</summary>
    public IReadOnlyList<string> Troubles => _troubles;

    /// <summary>Opens an address, and where scripts run waits until every picture of it is drawn.</summary>
    public async Task OpenAsync(string address, bool drawsAll = true)
    {
        var answer = await Page.GotoAsync(address);
        Assert.True(answer!.Ok, $"{address} answers {answer.Status}");
        if (!drawsAll)
            return;
        foreach (var figure in await Page.Locator("figure[data-chart]").AllAsync())
        {
            await figure.ScrollIntoViewIfNeededAsync();
            await Eventually.TrueAsync(
                async () => Troubles.Count > 0 || await figure.GetAttributeAsync("data-drawn") is not null, $"{await figure.GetAttributeAsync("id")} is drawn");
            Assert.Empty(Troubles);
        }
    }

    /// <summary>Keeps a picture of the whole page where <c>SWEEP_TEST_SCREENSHOTS</c> names a folder.</summary>
    public async Task KeepAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("SWEEP_TEST_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());
}
