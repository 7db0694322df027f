using Microsoft.Playwright;

namespace Sweep.Benchmarks.Queries;

/// <summary>Chromium, which opens pages until all that is in view is drawn.</summary>
internal sealed class PageBrowser : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IBrowserContext _context;

    private PageBrowser(IPlaywright playwright, IBrowser browser, IBrowserContext context) =>
        (_playwright, _browser, _context) = (playwright, browser, context);

    public static async Task<PageBrowser> StartAsync(string program, Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Flags });
        var context = await browser.NewContextAsync(new() { BaseURL = address.AbsoluteUri, ViewportSize = new() { Width = 1280, Height = 900 } });
        return new(playwright, browser, context);
    }

    /// <summary>Opens the page again and again, in a tab of its own each time; says how long it took and when the first content was painted.</summary>
    /// <returns>What nineteen of twenty did not exceed, in milliseconds.</returns>
    public async Task<double> MeasureAsync(PageAddress address, int repeats)
    {
        var times = new double[repeats + 1];
        var paints = new double[repeats + 1];
        for (var k = 0; k < times.Length; k++)
        {
            var page = await _context.NewPageAsync();
            var began = TimeProvider.System.GetTimestamp();
            await page.GotoAsync(address.Path, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
            await page.Locator("main h1").WaitForAsync();
            if (await page.Locator("figure[data-chart]").CountAsync() > 0 && await IsInViewAsync(page))
                await page.Locator("figure[data-drawn]").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            times[k] = TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
            paints[k] = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0");
            await page.CloseAsync();
        }

        return PageTimes.Say(address.Name, times, FormattableString.Invariant($"{paints.Order().ElementAt(paints.Length / 2):N1}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static Task<bool> IsInViewAsync(IPage page) =>
        page.EvaluateAsync<bool>("document.querySelector('figure[data-chart]').getBoundingClientRect().top < innerHeight");
}
