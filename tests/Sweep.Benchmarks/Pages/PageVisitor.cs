using System.Text.Json;
using Microsoft.Playwright;
using Sweep.Testing;

namespace Sweep.Benchmarks.Pages;

/// <summary>A tab of Chromium that keeps what it has loaded, as one of somebody who looks around does.</summary>
internal sealed class PageVisitor : IAsyncDisposable
{
    internal const string Program = "/usr/bin/chromium";
    private const float Patience = 120_000;

    internal static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    /// <summary>Notes when each picture was drawn, which the page itself marks.</summary>
    private const string Watch =
        """
        window.drawnAt = new Map();
        new MutationObserver(changes => changes.forEach(change => window.drawnAt.has(change.target) || window.drawnAt.set(change.target, performance.now())))
          .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-drawn'] });
        """;

    private const string Look =
        """
        () => {
          const own = performance.getEntriesByType('navigation')[0];
          const paint = performance.getEntriesByName('first-contentful-paint')[0];
          const inView = [...document.querySelectorAll('figure[data-chart]')].filter(figure => {
            const box = figure.getBoundingClientRect();
            return box.height > 0 && box.top < innerHeight && box.bottom > 0;
          });
          return JSON.stringify({
            answer: own.responseStart, content: Math.max(own.domContentLoadedEventEnd, paint?.startTime ?? 0), loaded: own.loadEventEnd,
            bytes: own.decodedBodySize, isPainted: !!paint,
            figures: inView.length, undrawn: inView.filter(figure => !window.drawnAt.has(figure)).length,
            drawn: Math.max(0, ...inView.map(figure => window.drawnAt.get(figure) ?? 0)),
            calls: performance.getEntriesByType('resource').map(one => ({ address: one.name, kind: one.initiatorType, time: one.responseEnd - one.startTime })),
          });
        }
        """;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private PageVisitor(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, _page) = (playwright, browser, page);

    /// <param name="server">Whose pages it opens.</param>
    public static async Task<PageVisitor> StartAsync(Uri server)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Flags });
        var context = await browser.NewContextAsync(new() { BaseURL = server.ToString(), ViewportSize = new() { Width = 1280, Height = 900 } });
        context.SetDefaultTimeout(Patience);
        await context.AddInitScriptAsync(Watch);
        return new PageVisitor(playwright, browser, await context.NewPageAsync());
    }

    /// <summary>Opens a page and waits until all that is in view is drawn, and where it asks again, for the answer.</summary>
    public async Task<PageVisit> OpenAsync(VisitedPage page)
    {
        // The address that one is at would be loaded again, not opened.
        await _page.GotoAsync("about:blank");
        var answer = await _page.GotoAsync(page.Address);
        if (answer is not { Ok: true })
            throw new InvalidOperationException($"{page.Address} answers {answer?.Status}");
        if (page.Deed == PageDeed.Write)
            await _page.Locator("textarea").PressSequentiallyAsync(" ");
        JsonElement seen = default;
        await Eventually.TrueAsync(
            async () =>
            {
                using var document = JsonDocument.Parse(await _page.EvaluateAsync<string>(Look));
                seen = document.RootElement.Clone();
                return seen.GetProperty("loaded").GetDouble() > 0 && seen.GetProperty("isPainted").GetBoolean() && seen.GetProperty("undrawn").GetInt32() == 0
                    && (page.Deed == PageDeed.None || seen.GetProperty("calls").EnumerateArray().Any(IsFetch));
            },
            $"{page.Address} is there");
        double Number(string name) => seen.GetProperty(name).GetDouble();
        return new PageVisit(
            Number("answer"), Number("content"), Number("loaded"), Number("figures") > 0 ? Number("drawn") : null, (long)Number("bytes"),
            [.. seen.GetProperty("calls").EnumerateArray().Select(CallOf)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private static bool IsFetch(JsonElement call) => call.GetProperty("kind").GetString() == "fetch";

    private static PageCall CallOf(JsonElement call)
    {
        var address = new Uri(call.GetProperty("address").GetString()!);
        var name = !IsFetch(call) ? address.Segments[^1] : address.Query.Contains("fragment=", StringComparison.Ordinal) ? "its head" : "what is written";
        return new PageCall(name, call.GetProperty("time").GetDouble(), IsFetch(call));
    }
}
