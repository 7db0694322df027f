using System.Net;

namespace Sweep.Web.Tests.Pages;

[Collection(nameof(PageTests))]
public sealed class NewSweepPageTests(SeededPages pages)
{
    private const string Valid = "name: from-page\r\nparameters:\r\n  pattern: [circle]\r\n  iterations: [10]\r\n  samples: [20]\r\n";

    [Fact]
    public async Task Editor_Opened_HoldsAnExampleThatIsValid()
    {
        var page = await pages.OpenAsync("/sweeps/new");
        var text = page.QuerySelector("textarea")!.TextContent;

        using var answer = await pages.PostAsync("/sweeps/new", ("spec", text), ("action", "check"));
        var problems = (await SeededPages.ReadAsync(answer)).QuerySelector("#problems")!;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Valid. It plans 24 trials of perceptron.", problems.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editor_WrongSpec_ShowsEveryProblemInItsPlace()
    {
        const string wrong = "name: bad\nparameters:\n  pattern: [circle, oval]\n  learning_rate: [-0.1]\n";

        using var answer = await pages.PostAsync("/sweeps/new", ("spec", wrong), ("action", "submit"));
        var page = await SeededPages.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(["3", "4"], page.QuerySelectorAll(".lines b").Select(line => line.TextContent));
        Assert.Equal(["oval", "-0.1"], page.QuerySelectorAll(".problems mark").Select(mark => mark.TextContent));
        Assert.Equal(["3", "4"], page.QuerySelectorAll(".problems a").Select(link => link.GetAttribute("data-line")));
        Assert.Contains("must be greater than 0", page.QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(wrong, page.QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Editor_SubmittedTwiceByOneForm_MakesOneSweep()
    {
        var key = (await pages.OpenAsync("/sweeps/new")).QuerySelector("input[name=key]")!.GetAttribute("value")!;

        using var first = await pages.PostAsync("/sweeps/new", ("spec", Valid), ("key", key), ("action", "submit"));
        using var second = await pages.PostAsync("/sweeps/new", ("spec", Valid), ("key", key), ("action", "submit"));
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Contains("from-page", (await pages.OpenAsync(first.Headers.Location!.ToString())).Title, StringComparison.Ordinal);

        using var other = await pages.PostAsync("/sweeps/new", ("spec", Valid.Replace("[20]", "[30]", StringComparison.Ordinal)), ("key", key), ("action", "submit"));
        var page = await SeededPages.ReadAsync(other);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.NotEqual(key, page.QuerySelector("input[name=key]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Editor_OpenedFromASweep_HoldsItsSpec()
    {
        var page = await pages.OpenAsync($"/sweeps/new?from={pages.Finished.Id:d}");

        Assert.Equal(pages.Finished.SpecText.TrimEnd(), page.QuerySelector("textarea")!.TextContent.TrimEnd());
    }
}
