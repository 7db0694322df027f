using System.Globalization;
using System.Net;
using System.Text.Json;
using Sweep.Service;
using Sweep.Service.Results;
using Sweep.Testing;

namespace Sweep.Web.Tests.Pages;

[Collection(nameof(PageTests))]
public sealed class OneSweepPageTests(SeededPages pages)
{
    [Theory]
    [InlineData("pattern")]
    [InlineData("learning_rate")]
    [InlineData("iterations")]
    public async Task Convergence_ByAnyParameter_HasTheNumbersOfTheService(string by)
    {
        var service = new SweepService(pages.Store, TimeProvider.System);
        var top = await service.TopAsync(pages.Finished, new TopQuery(by, 100), TestContext.Current.CancellationToken);

        var rows = (await pages.OpenAsync($"{pages.Own}?by={by}")).QuerySelectorAll("#convergence-table tbody tr");
        Assert.Equal(top.Rows.Select(row => row.Value.ToString()), rows.Select(row => row.QuerySelector("th")!.TextContent));
        Assert.Equal(
            top.Rows.Select(row => row.MedianIterations?.ToString("N0", CultureInfo.InvariantCulture) ?? "not reached"),
            rows.Select(row => row.QuerySelector("strong")!.TextContent));
        Assert.Equal(
            top.Rows.Select(row => $"{row.Trials} {row.Reached}"),
            rows.Select(row => string.Join(' ', row.QuerySelectorAll("td").Take(2).Select(cell => cell.TextContent))));
    }

    [Theory]
    [InlineData("pattern", "trials")]
    [InlineData("learning_rate", "trials")]
    [InlineData("iterations", "trials")]
    public async Task Convergence_ItsSql_GivesTheSameRows(string by, string column)
    {
        var page = await pages.OpenAsync($"{pages.Own}?by={by}");
        var rows = await pages.QueryAsync(page.QuerySelector("#convergence details pre")!.TextContent);

        var shown = page.QuerySelectorAll("#convergence-table tbody tr")
            .Select(row => $"{row.QuerySelector("th")!.TextContent} {string.Join(' ', row.QuerySelectorAll("td").Take(2).Select(cell => cell.TextContent))}");
        var first = rows[0].Keys.First();
        Assert.Equal(
            shown.Order(StringComparer.Ordinal),
            rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row[first]} {row[column]} {row["reached"]}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Head_EndedSweep_HasItsCountsAndItsActions()
    {
        var page = await pages.OpenAsync(pages.Own);

        Assert.Contains("100 % of 72 trials", page.QuerySelector("#progress")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("36 trained, 36 prefix", page.QuerySelector("#progress")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Copy", "Delete"], page.QuerySelectorAll(".head .button").Select(button => button.TextContent));
        Assert.False(page.Body!.HasAttribute("data-events"));
    }

    [Fact]
    public async Task Head_ReceiverThatDoesNotListen_IsSaid()
    {
        var sweep = await pages.SubmitAsync(
            $"name: told\nparameters: {{ pattern: [circle], iterations: [20], samples: [30] }}\nnotify: http://127.0.0.1:{FreePort.Next()}/hook?token=abc\n");
        await Eventually.TrueAsync(
            async () => (await pages.OpenAsync($"/sweeps/{sweep:d}")).QuerySelector("#progress")!.TextContent.Contains(
                "has not taken the notification of completed: Connection refused; it is tried again.", StringComparison.Ordinal),
            "the page says what became of the notification");
        Assert.DoesNotContain("abc", (await pages.OpenAsync($"/sweeps/{sweep:d}")).QuerySelector("#progress")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WholeSweep_HasEveryPartInNumbersAndValidPictures()
    {
        var page = await pages.OpenAsync(pages.Own);

        Assert.Equal(3, page.QuerySelectorAll("#importance-table tbody tr").Length);
        Assert.NotEmpty(page.QuerySelectorAll("#history-table tbody tr"));
        Assert.NotEmpty(page.QuerySelectorAll("#front-table tbody tr"));
        Assert.Equal(3, page.QuerySelectorAll("#curves-table tbody tr").Length);
        Assert.Equal(2, page.QuerySelectorAll("#timeline-table tbody tr").Length);
        Assert.Equal(["circle", "diamond"], page.QuerySelectorAll("#heat h3").Select(title => title.TextContent));
        Assert.Equal(12, page.QuerySelectorAll("#heat table.heat td").Length);
        var pictures = page.QuerySelectorAll("figure[data-chart] script");
        Assert.Equal(6, pictures.Length);
        Assert.All(pictures, picture => Assert.True(JsonDocument.Parse(picture.TextContent).RootElement.TryGetProperty("series", out _)));
    }

    [Fact]
    public async Task Page_Any_HasNothingInlineThatThePolicyForbids()
    {
        var page = await pages.OpenAsync(pages.Own);

        Assert.All(page.Scripts, script => Assert.True(script.Type == "application/json" || script.Source?.StartsWith("/assets/", StringComparison.Ordinal) == true));
        Assert.Empty(page.QuerySelectorAll("style, [style], [onclick], [onload]"));
    }

    [Fact]
    public async Task Choices_AllOfThem_StandInTheAddress()
    {
        var page = await pages.OpenAsync($"{pages.Own}?by=samples&x=samples&y=iterations&cell=share&lines=samples&pattern=diamond&metric=accuracy");

        Assert.Equal(
            ["samples", "samples", "diamond", "accuracy"],
            page.QuerySelectorAll("#results [aria-current=true]").Select(link => link.TextContent));
        Assert.Equal(["samples", "iterations", "share"], page.QuerySelectorAll("#heat option[selected]").Select(option => option.GetAttribute("value") ?? option.TextContent));
        Assert.Equal(["50", "100"], page.QuerySelectorAll("#curves-table tbody th").Select(label => label.TextContent));
        var link = page.QuerySelectorAll("#convergence .choices a").Single(link => link.TextContent == "pattern").GetAttribute("href")!;
        Assert.Contains("metric=accuracy", link, StringComparison.Ordinal);
        Assert.Contains("by=pattern", link, StringComparison.Ordinal);
        Assert.DoesNotContain("by=samples", link, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("by=nonsense")]
    [InlineData("x=nonsense")]
    [InlineData("cell=nonsense")]
    [InlineData("pattern=nonsense")]
    public async Task Choices_UnknownName_SayWhichThereAre(string query)
    {
        using var answer = await pages.GetAsync($"{pages.Own}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("nonsense is none of", (await SeededPages.ReadAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragment_Head_IsTheProgressAlone()
    {
        var page = await pages.OpenAsync($"{pages.Own}?fragment=head");

        Assert.NotNull(page.QuerySelector("#progress[data-live]"));
        Assert.Null(page.QuerySelector("#results"));
    }

    [Theory]
    [InlineData("/sweeps/latest", HttpStatusCode.SeeOther)]
    [InlineData("/sweeps/00000000-0000-0000-0000-000000000000", HttpStatusCode.NotFound)]
    [InlineData("/sweeps/nothing!", HttpStatusCode.BadRequest)]
    public async Task Address_NotAWholeId_LeadsOnOrSaysWhy(string address, HttpStatusCode expected)
    {
        using var answer = await pages.GetAsync(address);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Failures_OfACommand_ShowReasonAndLogTail()
    {
        var page = await pages.OpenAsync($"/sweeps/{pages.Failing.Id:d}");

        var rows = page.QuerySelectorAll("#failures-table tbody tr");
        Assert.Equal(2, rows.Length);
        Assert.All(rows, row => Assert.Contains("78", row.TextContent, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.Contains("nothing to see", row.QuerySelector("pre")!.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Action_OnlyAfterConfirmation_ChangesTheSweep()
    {
        using var submitted = await pages.PostAsync("/sweeps/new", ("spec", "name: to-cancel\nparameters: { pattern: [circle] }\n"), ("action", "submit"));
        var own = submitted.Headers.Location!.ToString();
        async Task<string> StateAsync() => (await pages.OpenAsync(own)).QuerySelector("#progress .state")!.TextContent;
        Assert.Equal("running", await StateAsync());

        foreach (var (action, after) in new[] { ("pause", "paused"), ("resume", "running"), ("cancel", "cancelled") })
        {
            var form = (await pages.OpenAsync($"{own}/{action}")).QuerySelector("form[method=post]")!;
            Assert.Equal($"{own}/{action}", form.GetAttribute("action"));
            using var done = await pages.PostAsync($"{own}/{action}");
            Assert.Equal((HttpStatusCode.SeeOther, own), (done.StatusCode, done.Headers.Location!.ToString()));
            Assert.Equal(after, await StateAsync());
        }

        using var refused = await pages.PostAsync($"{own}/resume");
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("only paused and failed sweeps can be resumed", (await SeededPages.ReadAsync(refused)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_Saved_AreShownAndReplaceTheTags()
    {
        var own = $"/sweeps/{pages.Failing.Id:d}";
        using var saved = await pages.PostAsync($"{own}/notes", ("note", "Look <b>here</b>."), ("tags", "b, a,, b"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);

        var page = await pages.OpenAsync(own);
        Assert.Equal(["a", "b"], page.QuerySelectorAll(".head .tag").Select(tag => tag.TextContent));
        Assert.Contains("Look <b>here</b>.", page.Body!.TextContent, StringComparison.Ordinal);

        using var again = await pages.PostAsync($"{own}/notes", ("note", ""), ("tags", "c"));
        Assert.Equal(["c"], (await pages.OpenAsync(own)).QuerySelectorAll(".head .tag").Select(tag => tag.TextContent));
    }
}
