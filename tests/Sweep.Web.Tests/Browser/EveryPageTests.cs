using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Sweep.Testing;

namespace Sweep.Web.Tests.Browser;

[Collection(nameof(BrowserTests))]
public sealed class EveryPageTests(BrowserFixture browser)
{
    private static readonly string[] Names =
        ["sweeps", "new", "one", "failing", "trials", "trial", "failed-trial", "boundary", "delete", "missing-filter", "compare", "cluster",
        "random", "sobol", "pruned", "pruned-trial"];

    public static TheoryData<string> Every => [.. Names];

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Page_InAnySchemeAndWidth_HasNoTroubleAndIsAccessible(string name)
    {
        await using var tab = await browser.OpenTabAsync();
        await tab.OpenAsync(AddressOf(name));
        await tab.KeepAsync($"{name}-light");
        Assert.Empty(await BarriersAsync(tab));

        await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await tab.KeepAsync($"{name}-dark");
        Assert.Empty(await BarriersAsync(tab));

        await tab.Page.SetViewportSizeAsync(360, 800);
        await tab.KeepAsync($"{name}-narrow");

        // Charts follow the window a little later. Asked from here: what Playwright lets the page itself repeat, the page's policy forbids.
        await Eventually.TrueAsync(() => tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 360"), "the page is as narrow as its window");
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task Page_WithoutScripts_ShowsEveryNumber()
    {
        await using var tab = await browser.OpenTabAsync(hasScripts: false);
        await tab.OpenAsync(AddressOf("one"), drawsAll: false);

        Assert.Equal(2, await tab.Page.Locator("#convergence-table tbody tr").CountAsync());
        await Assertions.Expect(tab.Page.Locator("#convergence-table")).ToContainTextAsync("circle");
        await Assertions.Expect(tab.Page.Locator("#progress")).ToContainTextAsync("100 % of 72 trials");
        foreach (var summary in await tab.Page.Locator("section:has(figure) summary").AllAsync())
            await summary.ClickAsync();
        foreach (var table in new[] { "#history-table", "#importance-table", "#front-table", "#curves-table", "#timeline-table", ".heat >> nth=0" })
            await Assertions.Expect(tab.Page.Locator(table)).ToBeVisibleAsync();
        Assert.Equal(0, await tab.Page.Locator(".canvas:visible").CountAsync());
        await tab.KeepAsync("one-without-scripts");
    }

    [Fact]
    public async Task Page_ByKeyboard_SkipsToTheContentAndShowsWhereItIs()
    {
        await using var tab = await browser.OpenTabAsync();
        await tab.OpenAsync(AddressOf("one"), drawsAll: false);

        await tab.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(tab.Page.Locator(".skip")).ToBeFocusedAsync();
        await Assertions.Expect(tab.Page.Locator(".skip")).ToBeInViewportAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("main")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("2px", await tab.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineWidth"));
    }

    private static async Task<IEnumerable<string>> BarriersAsync(Tab tab) => (await tab.Page.RunAxe()).Violations
        .Where(violation => violation.Impact is "serious" or "critical")
        .Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}");

    private string AddressOf(string name) => name switch
    {
        "sweeps" => "/sweeps",
        "new" => "/sweeps/new",
        "one" => browser.Pages.Own,
        "failing" => $"/sweeps/{browser.Pages.Failing.Id:d}",
        "trials" => $"{browser.Pages.Own}/trials?order=best_objective&where=pattern:eq:circle",
        "trial" => $"{browser.Pages.Own}/trials/8",
        "boundary" => $"{browser.Pages.Own}/trials/8?boundary=show",
        "failed-trial" => $"/sweeps/{browser.Pages.Failing.Id:d}/trials/0",
        "delete" => $"{browser.Pages.Own}/delete",
        "compare" => $"/compare?ids={browser.Pages.Finished.Id:d},{browser.Pages.Failing.Id:d}",
        "cluster" => "/cluster",
        "random" => $"/sweeps/{browser.Random:d}?by=learning_rate&lines=learning_rate&y=hidden",
        "sobol" => $"/sweeps/{browser.Sobol:d}",
        "pruned" => $"/sweeps/{browser.Pruned:d}",
        "pruned-trial" => $"/sweeps/{browser.Pruned:d}/trials/0",
        "missing-filter" => "/sweeps?name=nothing+like+it",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "is no page"),
    };
}
