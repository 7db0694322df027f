using System.Net;
using System.Text.Json.Nodes;
using Sweep.Core.Patterns;
using Sweep.Core.Sweeps;
using Sweep.Testing;
using Sweep.Web.Tests.Fakes;

namespace Sweep.Web.Tests.Api;

public abstract class EventRouteContract(SeededWeb web)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_OfASweepThatHasEnded_AreOneAndEnd()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, $"/v1/sweeps/{web.Done.Id:d}/events");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
        var events = Events(await response.Content.ReadAsStringAsync(_cancellation));
        var last = Assert.Single(events);
        Assert.Equal(("completed", 4, 1.0), ((string?)last["state"], (int)last["trials"]!["completed"]!, (double)last["fraction"]!));
    }

    [Fact]
    public async Task Events_WhileASweepRuns_GoOnUntilItsEnd()
    {
        var sweep = await TestSweeps.SubmitAsync(web.Store, TestSweeps.Grid("live", [Pattern.Circle], [2000], [200], replicates: 30));
        using var response = await web.Open.SendAsync(HttpMethod.Get, $"/v1/sweeps/{sweep.Id:d}/events");
        await web.Silo.TakeUpAsync(sweep.Id, _cancellation);
        var events = Events(await response.Content.ReadAsStringAsync(_cancellation));
        Assert.True(events.Count >= 2, $"{events.Count} events");
        Assert.Equal(("completed", 30), ((string?)events[^1]["state"], (int)events[^1]["trials"]!["completed"]!));
        Assert.Equal(events.Select(one => (int)one["trials"]!["completed"]!).Order(), events.Select(one => (int)one["trials"]!["completed"]!));
    }

    [Fact]
    public async Task Events_WithTrials_TellHowFarThoseInTrainingAre()
    {
        var sweep = await TestSweeps.SubmitAsync(web.Store, TestSweeps.Grid("long", [Pattern.Circle], [9_000_000], [200], replicates: 1, recordEvery: 1000));
        using var with = await web.Open.SendAsync(HttpMethod.Get, $"/v1/sweeps/{sweep.Id:d}/events?trials=true");
        using var server = await web.StartAsync(limits: new() { KeepAlive = TimeSpan.FromSeconds(1) });
        using var without = await server.SendAsync(HttpMethod.Get, $"/v1/sweeps/{sweep.Id:d}/events");
        await web.Silo.TakeUpAsync(sweep.Id, _cancellation);
        using var lines = new StreamReader(await with.Content.ReadAsStreamAsync(_cancellation));
        List<int> iterations = [];
        while (iterations.Count(iteration => iteration > 0) < 5)
        {
            if (await lines.ReadLineAsync(_cancellation) is { } line && line.StartsWith("data: ", StringComparison.Ordinal))
                iterations.AddRange(JsonNode.Parse(line[6..])!["running_trials"]!.AsArray().Select(trial => (int)trial!["iteration"]!));
        }

        Assert.Equal(iterations.Order(), iterations);
        await web.Store.ChangeStateAsync(sweep.Id, SweepState.Cancelled, error: null, _cancellation);

        // The other stream says nothing meanwhile, but that it is there.
        var text = await without.Content.ReadAsStringAsync(_cancellation);
        Assert.All(Events(text), told => Assert.Null(told["running_trials"]));
        Assert.Contains("\n: \n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_OfFiftyReaders_AreAskedForOnceAndEndWithTheirReaders()
    {
        CountedWatches? watches = null;

        // What ends with its reader does not wait until there would be something to say.
        using var server = await web.StartAsync(limits: new() { KeepAlive = TimeSpan.FromHours(1) }, around: service => watches = new CountedWatches(service));
        var readers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.SendAsync(HttpMethod.Get, $"/v1/sweeps/{web.Held.Id:d}/events")));
        Assert.All(readers, reader => Assert.Equal(HttpStatusCode.OK, reader.StatusCode));
        Assert.Equal((1, 1), (watches!.Begun, watches.Open));
        foreach (var reader in readers)
            reader.Dispose();
        await Eventually.TrueAsync(() => watches.Open == 0, "nobody watches any more");
    }

    [Fact]
    public async Task Events_WhileNothingHappens_AreKeptAliveByComments()
    {
        using var server = await web.StartAsync(limits: new() { KeepAlive = TimeSpan.FromMilliseconds(50) });
        using var response = await server.SendAsync(HttpMethod.Get, $"/v1/sweeps/{web.Held.Id:d}/events");
        await using var body = await response.Content.ReadAsStreamAsync(_cancellation);
        using var lines = new StreamReader(body);
        var comments = 0;
        while (comments < 3)
        {
            if ((await lines.ReadLineAsync(_cancellation))!.StartsWith(':'))
                comments++;
        }
    }

    [Fact]
    public async Task Events_WithTheIdOfTheLast_DoNotSayItAgain()
    {
        using var first = await web.Open.SendAsync(HttpMethod.Get, $"/v1/sweeps/{web.Held.Id:d}/events");
        using var lines = new StreamReader(await first.Content.ReadAsStreamAsync(_cancellation));
        string line;
        while (!(line = (await lines.ReadLineAsync(_cancellation))!).StartsWith("id: ", StringComparison.Ordinal))
            Assert.False(line.StartsWith(':'), "an event comes first");
        using var server = await web.StartAsync(limits: new() { KeepAlive = TimeSpan.FromSeconds(1) });
        using var again = await server.SendAsync(HttpMethod.Get, $"/v1/sweeps/{web.Held.Id:d}/events", null, ("Last-Event-ID", line[4..]));
        using var rest = new StreamReader(await again.Content.ReadAsStreamAsync(_cancellation));
        Assert.Equal("retry: 2000", await rest.ReadLineAsync(_cancellation));
        Assert.Equal("", await rest.ReadLineAsync(_cancellation));
        Assert.Equal(": ", await rest.ReadLineAsync(_cancellation));
    }

    [Fact]
    public async Task Events_MoreThanOneMayHave_AreTooMany()
    {
        using var server = await web.StartAsync(limits: new() { StreamsOfOne = 2 });
        var path = $"/v1/sweeps/{web.Held.Id:d}/events";
        using var first = await server.SendAsync(HttpMethod.Get, path);
        using var second = await server.SendAsync(HttpMethod.Get, path);
        using (var third = await server.SendAsync(HttpMethod.Get, path))
        {
            await third.ProblemAsync(HttpStatusCode.TooManyRequests);
            Assert.NotNull(third.Headers.RetryAfter);
        }

        first.Dispose();
        await Eventually.TrueAsync(
            async () =>
            {
                using var next = await server.SendAsync(HttpMethod.Get, path);
                return next.StatusCode == HttpStatusCode.OK;
            },
            "one that left makes room");
    }

    private static List<JsonNode> Events(string text) =>
        [.. text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line[6..])!)];
}
