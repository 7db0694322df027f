using System.Net;
using System.Text.Json.Nodes;

namespace Sweep.Web.Tests.Api;

public sealed class RecordRoutesTests(SeededWeb web) : IClassFixture<SeededWeb>
{
    [Fact]
    public async Task Records_OfTrials_AreAllOfThemAsTheListHasThem()
    {
        var lines = await LinesAsync("trials");
        var listed = (await web.Open.GetJsonAsync($"/v1/sweeps/{web.Done.Id:d}/trials"))["trials"]!.AsArray();
        Assert.Equal(listed.Select(trial => trial!.ToJsonString()), lines.Select(line => line.ToJsonString()));
    }

    [Fact]
    public async Task Records_OfCurves_HaveEveryPoint()
    {
        var lines = await LinesAsync("curves");
        Assert.Equal([0, 1, 2, 3], lines.Select(line => (int)line["number"]!));
        Assert.All(lines, line => Assert.Equal((1, 19, 20, 20), ((int)line["every"]!, (int)line["last_iteration"]!, line["loss"]!.AsArray().Count, line["accuracy"]!.AsArray().Count)));
    }

    [Fact]
    public async Task Records_OfSomeCurves_AreThoseAlone()
    {
        Assert.Equal([1, 3], (await LinesAsync("curves?numbers=3,1")).Select(line => (int)line["number"]!));
        using var response = await web.Open.SendAsync(HttpMethod.Get, $"/v1/sweeps/{web.Done.Id:d}/records/curves?numbers=x");
        await response.ProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Records_OfMetricsThatNobodyReported_AreNone() => Assert.Empty(await LinesAsync("metrics"));

    [Fact]
    public async Task Records_OfNoSweep_AreNotFound()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, "/v1/sweeps/0000/records/trials");
        await response.ProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<List<JsonNode>> LinesAsync(string kind)
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, $"/v1/sweeps/{web.Done.Id:d}/records/{kind}", null, ("Accept", "application/x-ndjson"));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/x-ndjson"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
