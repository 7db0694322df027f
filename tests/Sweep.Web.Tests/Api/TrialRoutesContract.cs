using System.Net;
using System.Text.Json;
using Sweep.Service.Results;
using Sweep.Service.Views;

namespace Sweep.Web.Tests.Api;

public abstract class TrialRoutesContract(SeededWeb web)
{
    private string Path => $"/v1/sweeps/{web.Done.Id:d}";

    [Theory]
    [InlineData("state=completed", 4)]
    [InlineData("state.ne=completed", 0)]
    [InlineData("learning_rate.gte=0.001&learning_rate.lt=1", 4)]
    [InlineData("learning_rate.gt=0.001", 0)]
    [InlineData("pattern=circle&pattern=circle", 2)]
    [InlineData("number.lte=0", 1)]
    public async Task List_WithConditions_HasWhatMeetsThemAll(string query, int trials) =>
        Assert.Equal(trials, (await web.Open.GetJsonAsync($"{Path}/trials?{query}"))["trials"]!.AsArray().Count);

    [Fact]
    public async Task List_PageByPageInAnOrder_HasEachOnce()
    {
        var path = $"{Path}/trials?order_by=-best_objective&page_size=3";
        List<double> values = [];
        for (string? token = ""; token is not null;)
        {
            var page = await web.Open.GetJsonAsync(token.Length == 0 ? path : $"{path}&page_token={Uri.EscapeDataString(token)}");
            values.AddRange(page["trials"]!.AsArray().Select(trial => (double)trial!["best_objective"]!));
            token = (string?)page["next_page_token"];
        }

        Assert.Equal(4, values.Count);
        Assert.Equal(values.OrderDescending(), values);
    }

    [Fact]
    public async Task One_HasTheColumnsOfSql()
    {
        var trial = await web.Open.GetJsonAsync($"{Path}/trials/3");
        Assert.Equal(Storage.Trials.TrialColumns.All.Select(column => column.Name), trial.AsObject().Select(member => member.Key));
        Assert.Equal((3, "diamond", "completed"), ((int)trial["number"]!, (string?)trial["pattern"], (string?)trial["state"]));
        Assert.Equal(0.001, (double)trial["parameters"]!["learning_rate"]!);
    }

    [Fact]
    public async Task Curve_HasItsMetricsStepByStep()
    {
        var curve = await web.Open.GetJsonAsync($"{Path}/trials/1/curve?points=10");
        Assert.Equal(10, (int)curve["points"]!);
        var metrics = curve["curves"]!.AsArray();
        Assert.Equal(["accuracy", "loss"], metrics.Select(metric => (string?)metric!["metric"]).Order());
        Assert.All(metrics, metric => Assert.InRange(metric!["values"]!.AsArray().Count, 2, 10));
        Assert.All(metrics, metric => Assert.Equal(metric!["steps"]!.AsArray().Count, metric["values"]!.AsArray().Count));
        Assert.All(metrics, metric => Assert.True((int)metric!["recorded"]! >= 20));
    }

    [Fact]
    public void Curve_OfValuesThatAreNoNumbers_HasNull() => Assert.Contains(
        "\"values\":[1,null,null]",
        JsonSerializer.Serialize(
            new CurveView(Guid.Empty, 3, [new ThinnedCurve(0, "loss", [0, 1, 2], [1, double.NaN, double.PositiveInfinity], 3)]), SweepJson.Default.CurveView),
        StringComparison.Ordinal);

    [Fact]
    public async Task Curves_OfSeveral_AreInOrder()
    {
        var curves = await web.Open.GetJsonAsync($"{Path}/curves?numbers=3,0&numbers=1");
        Assert.Equal([0, 1, 3], curves["curves"]!.AsArray().Select(curve => (int)curve!["number"]!).Distinct());
    }

    [Theory]
    [InlineData("/trials?nothing=1", HttpStatusCode.BadRequest)]
    [InlineData("/trials?order_by=nothing", HttpStatusCode.BadRequest)]
    [InlineData("/trials?page_token=zzz", HttpStatusCode.BadRequest)]
    [InlineData("/trials/-1", HttpStatusCode.BadRequest)]
    [InlineData("/trials/99999999999999999999", HttpStatusCode.BadRequest)]
    [InlineData("/trials/77", HttpStatusCode.BadRequest)]
    [InlineData("/trials/77/curve", HttpStatusCode.BadRequest)]
    [InlineData("/trials/1/curve?points=1", HttpStatusCode.BadRequest)]
    [InlineData("/curves", HttpStatusCode.BadRequest)]
    [InlineData("/curves?numbers=x", HttpStatusCode.BadRequest)]
    [InlineData("/convergence?by=nothing", HttpStatusCode.BadRequest)]
    public async Task Get_WhatIsWrong_SaysWhere(string path, HttpStatusCode expected)
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, Path + path);
        Assert.NotEmpty((await response.ProblemAsync(expected))["errors"]!.AsArray());
    }

    [Fact]
    public async Task Convergence_ByParameter_RanksItsValues()
    {
        var top = await web.Open.GetJsonAsync($"{Path}/convergence?by=pattern");
        Assert.Equal(["circle", "diamond"], top["rows"]!.AsArray().Select(row => (string?)row!["pattern"]).Order());
    }

    [Fact]
    public async Task List_WithTheTagOfBefore_IsNotReadAgain()
    {
        var path = $"{Path}/trials?page_size=3";
        using var first = await web.Open.SendAsync(HttpMethod.Get, path);
        var reads = web.Results.Reads;
        using var again = await web.Open.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, reads), (again.StatusCode, web.Results.Reads));
        using var other = await web.Open.SendAsync(HttpMethod.Get, $"{Path}/trials?page_size=2", null, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Status_WithTheTagOfBefore_IsNotSentAgain()
    {
        using var first = await web.Open.SendAsync(HttpMethod.Get, Path);
        using var again = await web.Open.SendAsync(HttpMethod.Get, Path, null, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.False(first.Headers.ETag.IsWeak);
    }
}
