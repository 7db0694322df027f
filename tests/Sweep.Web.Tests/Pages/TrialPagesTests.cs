using System.Net;
using AngleSharp.Dom;

namespace Sweep.Web.Tests.Pages;

[Collection(nameof(PageTests))]
public sealed class TrialPagesTests(SeededPages pages)
{
    [Fact]
    public async Task Table_SortedByAHead_IsInThatOrderAndTurnsRoundByTheSameHead()
    {
        var page = await pages.OpenAsync($"{pages.Own}/trials?order=best_objective");
        var head = page.QuerySelector("th[aria-sort]")!;

        Assert.Equal("ascending", head.GetAttribute("aria-sort"));
        var numbers = Numbers(page);
        Assert.Equal(72, numbers.Length);
        var turned = Numbers(await pages.OpenAsync(head.QuerySelector("a")!.GetAttribute("href")!));
        Assert.Equal(numbers.Order(StringComparer.Ordinal), turned.Order(StringComparer.Ordinal));
        Assert.NotEqual(numbers, turned);
    }

    [Fact]
    public async Task Table_ConditionsAdded_AllHoldAndCanBeTakenAway()
    {
        using var added = await pages.GetAsync($"{pages.Own}/trials?where=pattern%3Aeq%3Acircle&column=learning_rate&comparison=gte&value=0.01");
        Assert.Equal(HttpStatusCode.SeeOther, added.StatusCode);

        var page = await pages.OpenAsync(added.Headers.Location!.ToString());
        Assert.Equal(24, Numbers(page).Length);
        var chips = page.QuerySelectorAll("form .tag");
        Assert.Equal(["pattern = circle ×", "learning_rate ≥ 0.01 ×"], chips.Select(chip => chip.TextContent));
        Assert.Equal(36, Numbers(await pages.OpenAsync(chips[1].GetAttribute("href")!)).Length);
    }

    [Theory]
    [InlineData("where=nonsense")]
    [InlineData("where=nonsense:eq:1")]
    [InlineData("order=nonsense")]
    public async Task Table_WrongCondition_SaysWhatIsWrong(string query)
    {
        using var answer = await pages.GetAsync($"{pages.Own}/trials?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("nonsense", (await SeededPages.ReadAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_OfThePerceptron_HasItsNumbersCurvesAndCommand()
    {
        var page = await pages.OpenAsync($"{pages.Own}/trials/5");

        Assert.Equal(
            "sweep train --pattern circle --samples 50 --learning-rate 0.003 --iterations 400 --hidden 4 --data-seed 2 --init-seed 1243 --target 0.45",
            (await pages.OpenAsync($"{pages.Own}/trials/8")).QuerySelector("#command")!.TextContent);
        Assert.Equal(["accuracy", "loss"], page.QuerySelectorAll("figure").Select(figure => figure.Id!.Split('-')[1]));
        Assert.Contains(page.QuerySelectorAll("#parameters-table tr"), row => row.TextContent == "samples100");
        Assert.Contains("All recorded points", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"{pages.Own}/trials/6", page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Trial_Failed_SaysWhyWithItsLog()
    {
        var page = await pages.OpenAsync($"/sweeps/{pages.Failing.Id:d}/trials/0");

        Assert.Equal("failed", page.QuerySelector(".head .state")!.TextContent);
        Assert.Contains("nothing to see", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#command"));
    }

    [Fact]
    public async Task Trial_BeyondThePlan_SaysWhichThereAre()
    {
        using var answer = await pages.GetAsync($"{pages.Own}/trials/72");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("must be 0 to 71", (await SeededPages.ReadAsync(answer)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static string[] Numbers(IDocument page) => [.. page.QuerySelectorAll("#trials-table tbody tr td:first-child").Select(cell => cell.TextContent)];
}
