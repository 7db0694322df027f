using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Web.Tests.Pages;

/// <summary>What pages and the API say of the trials that no other is better than.</summary>
[Collection(nameof(PageTests))]
public sealed class FrontPageTests(SeededPages pages)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "", "loss,iterations")]
    [InlineData("?front_x=loss&front_y=samples", "?axes=loss,samples", "loss,samples")]
    [InlineData("?front_x=reached_at&front_y=samples", "?axes=reached_at,samples", "reached_at,samples")]
    [InlineData("?front_x=iterations", "?axes=iterations,loss", "iterations,loss")]
    public async Task Front_OfTwoThings_IsThatOfTopOnPageAndApi(string query, string apiQuery, string names)
    {
        var expected = await ExpectedAsync(names);
        var page = await pages.OpenAsync(pages.Own + query);
        using var answer = await pages.GetAsync($"/v1{pages.Own}/front{apiQuery}");
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal(
            expected.Points.Select(point => point.Number.ToString(CultureInfo.InvariantCulture)),
            page.QuerySelectorAll("#front-table tbody tr td:first-child").Select(cell => cell.TextContent));
        Assert.Equal(expected.Points.Select(point => point.Number), told["points"]!.AsArray().Select(point => (long)point!["number"]!));
        Assert.Equal((expected.Trials, expected.WithoutValue), ((long)told["trials"]!, (long)told["without_value"]!));
        Assert.Equal(names.Split(','), told["axes"]!.AsArray().Select(axis => (string?)axis!["name"]));
        Assert.NotEmpty(expected.Points);
        Assert.NotNull(page.QuerySelector("#front-chart script"));
    }

    [Theory]
    [InlineData("loss,samples:max")]
    [InlineData("loss,samples,iterations")]
    [InlineData("reached_at,samples,iterations:max,loss")]
    public async Task Api_OfMoreOrOtherThings_IsThatOfTop(string names)
    {
        var expected = await ExpectedAsync(names);
        using var answer = await pages.GetAsync($"/v1{pages.Own}/front?axes={names}");
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(expected.Points.Select(point => point.Number), told["points"]!.AsArray().Select(point => (long)point!["number"]!));
        Assert.Null(told["hypervolume"]);
    }

    [Fact]
    public async Task Front_ReferenceInTheSpec_HasItsVolumeOnPageAndApi()
    {
        var id = await pages.SubmitAsync("""
            name: fixed
            parameters: { pattern: [circle], hidden: [2, 4, 8], iterations: [40], samples: [30] }
            objective:
              - { metric: loss, goal: minimize, reference: 0.9 }
              - { metric: hidden, goal: minimize, reference: 10 }
              - { metric: accuracy, goal: maximize, reference: 0 }
            """);
        async Task<JsonNode> AskAsync(string query)
        {
            using var answer = await pages.GetAsync($"/v1/sweeps/{id:d}/front{query}");
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        }

        var all = await AskAsync("");
        Assert.Equal([0.9, 10, 0], all["reference"]!.AsArray().Select(value => (double)value!));
        Assert.True((double)all["hypervolume"]! > 0);
        var two = await AskAsync("?axes=hidden,loss");
        Assert.Equal([10.0, 0.9], two["reference"]!.AsArray().Select(value => (double)value!));
        Assert.Null((await AskAsync("?axes=hidden:max,loss"))["hypervolume"]);
        Assert.Null((await AskAsync("?axes=hidden,train_seconds"))["hypervolume"]);

        var note = (await pages.OpenAsync($"/sweeps/{id:d}")).QuerySelector("#front")!.TextContent;
        Assert.Contains("Hypervolume before the reference, loss 0.9 and hidden 10:", note, StringComparison.Ordinal);
        Assert.DoesNotContain("Hypervolume", (await pages.OpenAsync($"/sweeps/{id:d}?front_y=train_seconds")).QuerySelector("#front")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("axes=loss", "must be 2 to 6 names with commas between")]
    [InlineData("axes=loss,depth", "is nothing that trials are weighed by here")]
    [InlineData("axes=loss,loss", "is named twice")]
    [InlineData("axes=loss,samples:most", "must end with :min or :max")]
    public async Task Api_WrongAxes_SayWhatIsWrong(string query, string rule)
    {
        using var answer = await pages.GetAsync($"/v1{pages.Own}/front?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!["errors"]!.AsArray())!;
        Assert.Equal(("axes", rule), ((string?)error["place"], (string?)error["rule"]));
    }

    [Theory]
    [InlineData("front_x=nonsense")]
    [InlineData("front_y=nonsense")]
    [InlineData("front_x=loss&front_y=loss")]
    public async Task Page_WrongChoice_SaysWhatIsWrong(string query)
    {
        using var answer = await pages.GetAsync($"{pages.Own}?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<SweepFront> ExpectedAsync(string names)
    {
        var axes = FrontAxes.Read("axes", names, pages.Finished.Spec).Require();
        var trials = pages.Store.ReadTrialsAsync(pages.Finished.Id, Cancellation);
        var metrics = pages.Store.ReadMetricsAsync(pages.Finished.Id, null, Cancellation);
        return await FrontReader.ReadAsync(pages.Finished, trials, metrics, axes, reference: null, includePruned: false, Cancellation);
    }
}
