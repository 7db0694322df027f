using System.Net;
using Sweep.Core.Patterns;
using Sweep.Testing;

namespace Sweep.Web.Tests.Api;

public abstract class SweepRoutesContract(SeededWeb web)
{
    [Fact]
    public async Task List_ByStateAndName_HasThoseAlone()
    {
        var page = await web.Open.GetJsonAsync("/v1/sweeps?state=completed,failed&name=DON");
        var sweep = Assert.Single(page["sweeps"]!.AsArray())!;
        Assert.Equal(("done", "completed", 4), ((string?)sweep["name"], (string?)sweep["state"], (int)sweep["completed"]!));
    }

    [Fact]
    public async Task List_MoreThanAPage_LinksToTheNext()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, "/v1/sweeps?page_size=1&name=e");
        var page = await response.ReadAsync();
        var link = Assert.Single(response.Headers.GetValues("Link"));
        Assert.StartsWith("</v1/sweeps?page_size=1&name=e&page_token=", link, StringComparison.Ordinal);
        Assert.EndsWith("; rel=\"next\"", link, StringComparison.Ordinal);
        var next = await web.Open.GetJsonAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)]);
        Assert.NotEqual((string?)page["sweeps"]![0]!["sweep_id"], (string?)Assert.Single(next["sweeps"]!.AsArray())!["sweep_id"]);
    }

    [Fact]
    public async Task Status_ByIdByItsStartAndByLatest_IsThatOfTheCommandLine()
    {
        var id = web.Done.Id.ToString("d");
        foreach (var name in (string[])[id, id[..20]])
        {
            var status = await web.Open.GetJsonAsync($"/v1/sweeps/{name}");
            Assert.Equal((id, "completed", 4), ((string?)status["sweep_id"], (string?)status["state"], (int)status["trials"]!["completed"]!));
        }

        Assert.NotNull((string?)(await web.Open.GetJsonAsync("/v1/sweeps/latest"))["sweep_id"]);
    }

    [Theory]
    [InlineData("/v1/sweeps/zzz", HttpStatusCode.BadRequest)]
    [InlineData("/v1/sweeps/ffffffff", HttpStatusCode.NotFound)]
    [InlineData("/v1/sweeps?state=asleep", HttpStatusCode.BadRequest)]
    [InlineData("/v1/sweeps?page_size=0", HttpStatusCode.BadRequest)]
    [InlineData("/v1/sweeps?page_size=10&page_size=20", HttpStatusCode.BadRequest)]
    [InlineData("/v1/sweeps?stat=running", HttpStatusCode.BadRequest)]
    [InlineData("/v1/sweeps?page_token=x", HttpStatusCode.BadRequest)]
    [InlineData("/v1/nothing", HttpStatusCode.NotFound)]
    public async Task Get_WhatIsWrong_SaysWhere(string path, HttpStatusCode expected)
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, path);
        var problem = await response.ProblemAsync(expected);
        Assert.NotEmpty(problem["errors"]!.AsArray());
    }

    [Fact]
    public async Task Change_OfWhatMayNot_IsAConflict()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Post, $"/v1/sweeps/{web.Done.Id:d}:pause");
        var problem = await response.ProblemAsync(HttpStatusCode.Conflict);
        Assert.Contains("only running sweeps can be paused", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_PauseResumeAndCancel_AreDone()
    {
        var sweep = await TestSweeps.SubmitAsync(web.Store, TestSweeps.Grid("steered", [Pattern.Circle], [10], [20], replicates: 1));
        foreach (var (verb, state) in ((string, string)[])[("pause", "paused"), ("resume", "running"), ("cancel", "cancelled")])
        {
            using var response = await web.Open.SendAsync(HttpMethod.Post, $"/v1/sweeps/{sweep.Id:d}:{verb}");
            Assert.Equal(state, (string?)(await response.ReadAsync())["state"]);
        }

        using var deleted = await web.Open.SendAsync(HttpMethod.Delete, $"/v1/sweeps/{sweep.Id:d}");
        Assert.Equal("steered", (string?)(await deleted.ReadAsync())["name"]);
    }

    [Fact]
    public async Task Delete_OfASweepThatIsOpen_IsAConflict()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Delete, $"/v1/sweeps/{web.Held.Id:d}");
        await response.ProblemAsync(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Method_OfAnotherAddress_IsNotAllowed()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Put, $"/v1/sweeps/{web.Done.Id:d}");
        await response.ProblemAsync(HttpStatusCode.MethodNotAllowed);
        Assert.Contains("GET", response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Accept_OfAnotherType_IsNotAcceptable()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, "/v1/sweeps", null, ("Accept", "image/png"));
        await response.ProblemAsync(HttpStatusCode.NotAcceptable);
        using var any = await web.Open.SendAsync(HttpMethod.Get, "/v1/sweeps", null, ("Accept", "text/html, */*;q=0.1"));
        await any.ReadAsync();
    }

    [Fact]
    public async Task List_ByTags_TakesEachAsItIsWritten()
    {
        async Task<string> NamesAsync(string query) => string.Join(
            ' ', (await web.Open.GetJsonAsync($"/v1/sweeps?{query}"))["sweeps"]!.AsArray().Select(sweep => (string?)sweep!["name"]));
        await web.Store.ChangeTagsAsync(web.Done.Id, ["paper, first", "good"], [], 32, TestContext.Current.CancellationToken);
        await web.Store.ChangeTagsAsync(web.Held.Id, ["good"], [], 32, TestContext.Current.CancellationToken);
        Assert.Equal("held done", await NamesAsync("tag=good"));
        Assert.Equal("done", await NamesAsync("tag=good&tag=paper,%20first"));
        Assert.Equal("", await NamesAsync("tag=good&tag=paper"));
        await web.Store.ChangeTagsAsync(web.Done.Id, [], ["paper, first", "good"], 32, TestContext.Current.CancellationToken);
        await web.Store.ChangeTagsAsync(web.Held.Id, [], ["good"], 32, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Notes_ChangedWithTheTagOfBefore_AreRefusedOnceSomebodyElseChangedThem()
    {
        var path = $"/v1/sweeps/{web.Held.Id:d}";
        using var read = await web.Open.SendAsync(HttpMethod.Get, $"{path}/notes");
        var tag = read.Headers.ETag!.ToString();
        using var changed = await web.Open.SendAsync(HttpMethod.Patch, path, Answers.Json("""{"note":"looks good","add_tags":["b","a"]}"""), ("If-Match", tag));
        var notes = await changed.ReadAsync();
        Assert.Equal(("looks good", "a,b"), ((string?)notes["note"], string.Join(',', notes["tags"]!.AsArray())));
        using var late = await web.Open.SendAsync(HttpMethod.Patch, path, Answers.Json("""{"note":"no"}"""), ("If-Match", tag));
        await late.ProblemAsync(HttpStatusCode.PreconditionFailed);
        using var wrong = await web.Open.SendAsync(HttpMethod.Patch, path, Answers.Json("""{"notes":"no"}"""));
        await wrong.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Spec_IsAsItWasSentAndCanonical()
    {
        var spec = await web.Open.GetJsonAsync($"/v1/sweeps/{web.Done.Id:d}/spec");
        Assert.Equal(web.Done.SpecText, (string?)spec["spec_text"]);
        Assert.Equal("done", (string?)spec["spec"]!["name"]);
    }

    [Fact]
    public async Task Row_IsTheSweepAndItsSpec()
    {
        var row = await web.Open.GetJsonAsync($"/v1/sweeps/{web.Done.Id:d}/row");
        Assert.Equal((web.Done.SpecText, "done", 4, "completed"), ((string?)row["spec_text"], (string?)row["spec"]!["name"], (int)row["planned_trials"]!, (string?)row["state"]));
        Assert.Null(row["owner"]);
    }

    [Fact]
    public async Task List_OfASpec_HasItsSweepsAlone()
    {
        var page = await web.Open.GetJsonAsync($"/v1/sweeps?spec_hash={web.Held.SpecHash}");
        Assert.Equal([$"{web.Held.Id:d}"], page["sweeps"]!.AsArray().Select(sweep => (string?)sweep!["sweep_id"]));
    }

    [Fact]
    public async Task Retry_OfASweepWithoutFailedTrials_RunsNoneAgain()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Post, $"/v1/sweeps/{web.Done.Id:d}:retry");
        Assert.Equal($$"""{"sweep_id":"{{web.Done.Id:d}}","retried":0}""", (await response.ReadAsync()).ToJsonString());
    }

    [Fact]
    public async Task Answer_ToWhoTakesIt_IsCompressed()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, "/v1/sweeps", null, ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
    }
}
