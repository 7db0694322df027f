using Microsoft.Playwright;

namespace Sweep.Web.Tests.Browser;

[Collection(nameof(BrowserTests))]
public sealed class LiveTests(BrowserFixture browser)
{
    // Long enough to be watched, and to be cancelled when the test ends.
    private const string Spec = """
        name: watched
        parameters:
          pattern: [circle, diamond]
          learning_rate: { log: [0.001, 0.1], count: 20 }
          iterations: [4000]
          samples: [200, 400]
        record: { every: 100 }
        """;

    [Fact]
    public async Task Sweep_SubmittedInTheEditor_IsWatchedToItsEndWithoutLoading()
    {
        await using var tab = await browser.OpenTabAsync();
        await SubmitAsync(tab, Spec.Replace("count: 20", "count: 4", StringComparison.Ordinal));
        await tab.Page.EvaluateAsync("window.notLoadedAgain = true");

        await Assertions.Expect(tab.Page.Locator("#progress .state").First).ToHaveTextAsync("completed");
        await Assertions.Expect(tab.Page.Locator("#convergence-table tbody tr")).ToHaveCountAsync(2);
        await tab.Page.Locator("#history-chart").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(tab.Page.Locator("#history-chart[data-drawn]")).ToHaveCountAsync(1);
        Assert.True(await tab.Page.EvaluateAsync<bool>("window.notLoadedAgain"));
        Assert.Empty(tab.Troubles);
    }

    [Fact]
    public async Task Connection_LostAndBack_IsSaidAndHeals()
    {
        await using var tab = await browser.OpenTabAsync();
        await SubmitAsync(tab, Spec.Replace("4000", "400000", StringComparison.Ordinal));
        var finished = tab.Page.Locator("#progress .key strong");
        await Assertions.Expect(finished).Not.ToHaveTextAsync("0 %");
        var notice = tab.Page.GetByRole(AriaRole.Status);
        await Assertions.Expect(notice).ToBeHiddenAsync();

        browser.Pages.Server.SetDown(true);
        await Assertions.Expect(notice).ToBeVisibleAsync();
        var before = await finished.TextContentAsync();
        browser.Pages.Server.SetDown(false);

        await Assertions.Expect(notice).ToBeHiddenAsync();
        await Assertions.Expect(finished).Not.ToHaveTextAsync(before!);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("#progress .state").First).ToHaveTextAsync("cancelled");
    }

    [Fact]
    public async Task Page_UpdatedWhileOneReads_KeepsFocusScrollAndOpenParts()
    {
        await using var tab = await browser.OpenTabAsync();
        await SubmitAsync(tab, Spec.Replace("4000", "400000", StringComparison.Ordinal));
        await Assertions.Expect(tab.Page.Locator("#convergence-table")).ToBeVisibleAsync();
        await tab.Page.Locator("#convergence summary").ClickAsync();
        await tab.Page.Locator("#convergence .choices a").Nth(1).FocusAsync();
        await tab.Page.EvaluateAsync("scrollTo(0, 300)");

        // A line that the server does not know: the next update takes it out again, above what is read.
        await tab.Page.EvaluateAsync("document.getElementById('progress').insertAdjacentHTML('beforeend', '<p id=\"passing\" style=\"height:90px\">-</p>')");
        var place = await PlaceAsync();
        var rows = await tab.Page.Locator("#convergence-table").TextContentAsync();

        await Assertions.Expect(tab.Page.Locator("#convergence-table")).Not.ToHaveTextAsync(rows!);
        await Assertions.Expect(tab.Page.Locator("#convergence .choices a").Nth(1)).ToBeFocusedAsync();
        await Assertions.Expect(tab.Page.Locator("#convergence pre")).ToBeVisibleAsync();

        await Assertions.Expect(tab.Page.Locator("#passing")).ToHaveCountAsync(0);
        Assert.InRange(await PlaceAsync() - place, -1, 1);
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        async Task<double> PlaceAsync() =>
            await tab.Page.Locator("#convergence .choices a").Nth(1).EvaluateAsync<double>("one => one.getBoundingClientRect().top");
    }

    [Fact]
    public async Task Editor_WhileTyping_ShowsAndClearsProblems()
    {
        await using var tab = await browser.OpenTabAsync();
        await tab.OpenAsync("/sweeps/new");
        var text = tab.Page.GetByLabel("Spec, in YAML or JSON");
        await text.FillAsync("name: typed\nparameters:\n  pattern: [oval]\n");
        await Assertions.Expect(tab.Page.Locator(".problems mark")).ToHaveTextAsync("oval");
        await Assertions.Expect(tab.Page.Locator(".lines b")).ToHaveTextAsync("3");

        await tab.Page.Locator(".problems a").ClickAsync();
        Assert.Equal(36, await text.EvaluateAsync<int>("area => area.selectionStart"));
        await text.FillAsync("name: typed\nparameters:\n  pattern: [circle]\n");
        await Assertions.Expect(tab.Page.Locator("#valid")).ToContainTextAsync("Valid. It plans 1 trials");
        await Assertions.Expect(tab.Page.Locator(".lines b")).ToHaveCountAsync(0);

        // A browser tells the console of the answer 422 by itself.
        Assert.All(tab.Troubles, trouble => Assert.Contains("422", trouble, StringComparison.Ordinal));
    }

    private async Task SubmitAsync(Tab tab, string spec)
    {
        await tab.OpenAsync("/sweeps/new");
        await tab.Page.GetByLabel("Spec, in YAML or JSON").FillAsync(spec);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator("#progress")).ToBeVisibleAsync();
        await browser.Pages.TakeUpAsync(Guid.Parse(tab.Page.Url[^36..]));
    }
}
