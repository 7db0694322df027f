using System.Net;
using Sweep.Service.Results;

namespace Sweep.Web.Tests.Api;

public sealed class TrialRoutesTests(SeededWeb web) : IClassFixture<SeededWeb>
{
    private string Path => $"/v1/sweeps/{web.Done.Id:d}";

    [Fact]
    public async Task List_WithConditionsAndOrder_AsksForThem()
    {
        var page = await web.Open.GetJsonAsync($"{Path}/trials?learning_rate.gte=0.0001&learning_rate.lt=1&state=completed&state.ne=failed&order_by=-best_objective&page_size=2");
        Assert.Equal(2, page["trials"]!.AsArray().Count);
        var query = web.Results.LastQuery!;
        Assert.Equal(("best_objective", true, 2), (query.OrderBy, query.IsDescending, query.PageSize));
        Assert.Equal(
            [
                new TrialFilter("learning_rate", FilterComparison.AtLeast, "0.0001"),
                new TrialFilter("learning_rate", FilterComparison.Below, "1"),
                new TrialFilter("state", FilterComparison.Equal, "completed"),
                new TrialFilter("state", FilterComparison.NotEqual, "failed"),
            ],
            query.Filters);
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
    public async Task Curve_HasItsPointsAndNullForWhatIsNoNumber()
    {
        var curve = await web.Open.GetJsonAsync($"{Path}/trials/1/curve?points=50");
        Assert.Equal(50, (int)curve["points"]!);
        var metric = Assert.Single(curve["curves"]!.AsArray())!;
        Assert.Equal(("loss", 1), ((string?)metric["metric"], (int)metric["number"]!));
        Assert.Null(metric["values"]![0]);
    }

    [Fact]
    public async Task Curves_OfSeveral_AreInOrder()
    {
        var curves = await web.Open.GetJsonAsync($"{Path}/curves?numbers=3,0&numbers=1");
        Assert.Equal([0, 1, 3], curves["curves"]!.AsArray().Select(curve => (int)curve!["number"]!));
    }

    [Theory]
    [InlineData("/trials?nothing=1", HttpStatusCode.BadRequest)]
    [InlineData("/trials?order_by=nothing", HttpStatusCode.BadRequest)]
    [InlineData("/trials?page_token=zzz", HttpStatusCode.BadRequest)]
    [InlineData("/trials/-1", HttpStatusCode.BadRequest)]
    [InlineData("/trials/99999999999999999999", HttpStatusCode.BadRequest)]
    [InlineData("/trials/77", HttpStatusCode.NotFound)]
    [InlineData("/trials/77/curve", HttpStatusCode.NotFound)]
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
