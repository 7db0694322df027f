using System.Net;
using System.Text.Json.Nodes;
using Sweep.Service.Views;

namespace Sweep.Web.Tests.Api;

/// <summary>What sums up whole sweeps.</summary>
public abstract class TableRoutesContract(SeededWeb web)
{
    private string Path => $"/v1/sweeps/{web.Done.Id:d}";

    [Fact]
    public async Task Importance_OfASweep_HasTheSharesOfItsParametersGreatestFirst()
    {
        var table = await web.Results.TableAsync(web.Done, TestContext.Current.CancellationToken);
        var expected = SweepImportance.Find(web.Done.Spec, table, includePruned: false).Parameters.Single();

        var answer = await web.Open.GetJsonAsync($"{Path}/importance");
        Assert.Equal(
            (web.Done.Id.ToString("d"), "completed", "loss", "minimize", 0.2, 4, 0),
            ((string?)answer["sweep_id"], (string?)answer["state"], (string?)answer["metric"], (string?)answer["goal"], (double)answer["target"]!,
                (int)answer["runs"]!, (int)answer["left_out"]!));
        Assert.Equal((1, false, 0), ((int)answer["best"]!, (bool)answer["is_enough"]!, (int)answer["pruned_left_out"]!));
        var row = Assert.Single(answer["parameters"]!.AsArray())!;
        Assert.Equal(("pattern", 2, 1.0, expected.Divergence), ((string?)row["parameter"], (int)row["levels"]!, (double)row["share"]!, (double)row["divergence"]!));
        Assert.True(expected.Divergence > 0);
    }

    [Fact]
    public async Task Convergence_Compared_TestsTheValuesOfAParameter()
    {
        var plain = await web.Open.GetJsonAsync($"{Path}/convergence");
        var compared = (await web.Open.GetJsonAsync($"{Path}/convergence?compare=true&include_pruned=true"))["comparison"]!;
        Assert.Null(plain["comparison"]);
        Assert.Equal(0, (int)plain["pruned_left_out"]!);
        Assert.Equal(plain["rows"]!.AsArray().Select(row => (string?)row!["pattern"]), compared["groups"]!.AsArray().Select(group => (string?)group!["name"]));
        Assert.Equal((1, 0.0, 1.0), (compared["pairs"]!.AsArray().Count, (double)compared["chi_square"]!, (double)compared["p_value"]!));
        Assert.Equal((double)compared["horizon"]!, (double)compared["groups"]![0]!["restricted_mean"]!["value"]!);
    }

    [Theory]
    [InlineData("convergence?compare=true&by=iterations", "compare")]
    [InlineData("convergence?compare=maybe", "compare")]
    [InlineData("convergence?include_pruned=1", "include_pruned")]
    [InlineData("importance?include_pruned=1", "include_pruned")]
    [InlineData("importance?by=pattern", "query")]
    public async Task Get_WhatIsWrong_SaysWhere(string path, string place)
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, $"{Path}/{path}");
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(place, (string?)Assert.Single(problem["errors"]!.AsArray())!["place"]);
    }

    [Fact]
    public async Task Importance_WithoutTrials_IsEmpty() =>
        Assert.Empty((await web.Open.GetJsonAsync($"/v1/sweeps/{web.Held.Id:d}/importance"))["parameters"]!.AsArray());

    [Fact]
    public async Task Compare_TwoSweeps_HasEachAsAWholeAndByAParameter()
    {
        var answer = await web.Open.GetJsonAsync($"/v1/compare?sweeps={web.Done.Id:d},{web.Held.Id:d}");
        Assert.Equal("pattern", (string?)answer["by"]);
        Assert.Contains("learning_rate", answer["parameters"]!.AsArray().Select(name => (string?)name));
        var (done, held) = (answer["sweeps"]![0]!, answer["sweeps"]![1]!);
        Assert.Equal(("done", 4, 4, 0, "minimize", 0.2), (
            (string?)done["name"], (int)done["finished"]!, (int)done["runs"]!, (int)done["reached"]!, (string?)done["goal"], (double)done["target"]!));
        Assert.Equal(("held", "paused", 0), ((string?)held["name"], (string?)held["state"], (int)held["finished"]!));
        Assert.True((double)done["best"]! > 0 && held["best"] is null && done["median_iterations"] is null);
        Assert.Null(answer["test"]);

        // Each value's numbers are those of the ranking.
        var top = await web.Open.GetJsonAsync($"{Path}/convergence?by=pattern");
        Assert.True(JsonNode.DeepEquals(top["rows"], done["rows"]));
        Assert.Empty(held["rows"]!.AsArray());
        var bySamples = await web.Open.GetJsonAsync($"/v1/compare?sweeps={web.Held.Id:d}&sweeps={web.Done.Id:d}&by=samples");
        Assert.Equal(30, (int)bySamples["sweeps"]![1]!["rows"]![0]!["samples"]!);
    }

    [Theory]
    [InlineData("/v1/compare", "sweeps")]
    [InlineData("/v1/compare?sweeps=latest", "sweeps")]
    [InlineData("/v1/compare?sweeps={0},latest&what=1", "query")]
    [InlineData("/v1/compare?sweeps=zzz,{0}", "sweeps")]
    [InlineData("/v1/compare?sweeps={0},{1}", "sweeps")]
    [InlineData("/v1/compare?sweeps={0},{2}&by=depth", "by")]
    [InlineData("/v1/compare?sweeps={0},{2}&by=", "by")]
    public async Task Compare_WhatIsWrong_SaysWhere(string path, string place)
    {
        var id = web.Done.Id.ToString("d");
        using var response = await web.Open.SendAsync(HttpMethod.Get, path.Replace("{0}", id, StringComparison.Ordinal)
            .Replace("{1}", id.ToUpperInvariant(), StringComparison.Ordinal).Replace("{2}", $"{web.Held.Id:d}", StringComparison.Ordinal));
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains(problem["errors"]!.AsArray(), error => (string?)error!["place"] == place);
    }

    [Fact]
    public async Task Compare_SweepsThatAreNotThere_AreAllNamed()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, $"/v1/compare?sweeps=fffffff1,fffffff2,{web.Done.Id:d}");
        var problem = await response.ProblemAsync(HttpStatusCode.NotFound);
        Assert.Equal(["fffffff1", "fffffff2"], problem["errors"]!.AsArray().Select(error => (string?)error!["value"]));
    }

    [Theory]
    [InlineData("importance")]
    [InlineData("compare")]
    public async Task Get_WithTheTagOfBefore_IsNotSentAgain(string what)
    {
        var path = what == "compare" ? $"/v1/compare?sweeps={web.Done.Id:d},{web.Held.Id:d}" : $"{Path}/importance";
        using var first = await web.Open.SendAsync(HttpMethod.Get, path);
        await first.ReadAsync();
        using var second = await web.Open.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }
}
