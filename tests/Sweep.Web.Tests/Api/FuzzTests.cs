using System.Net;
using System.Text;
using Sweep.Storage.Keys;
using Sweep.Storage.Sweeps;
using Sweep.Web.Keys;

namespace Sweep.Web.Tests.Api;

/// <summary>Requests that nobody should send: each is answered, none by a failure, and nothing is stored.</summary>
[Collection(nameof(AloneTests))]
public sealed class FuzzTests(SeededWeb web) : IClassFixture<SeededWeb>
{
    private const int Requests = 10_000;

    /// <summary>After so many the server has what it keeps: routes, caches, connections.</summary>
    private const int Settling = 2_000;

    /// <summary>What it may keep of all the others: less than four kilobytes of each.</summary>
    private const long Margin = 32 << 20;
    private const int Seed = 20260816;

    private static readonly string[] Verbs = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW"];

    private static readonly string[] Texts =
    [
        "", "0", "-1", "1e400", "NaN", "latest", "ffff", "%00", "%2e%2e", "..", "a'b", "\"", "{", "[[[", "%F0%9F%98%80", "9223372036854775808", "null", "x;y", "*", "%25", "true",
        "swp_0123456789ab_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "state", "1,2,,3", " ", "' OR 1=1 --", "${jndi:x}", "eyJhIjoxfQ==", "-best_objective", "--",
    ];

    private static readonly string[] Names = ["page_token", "page_size", "order_by", "state", "state.gte", "learning_rate.lt", "numbers", "points", "sweeps", "by", "limit", "name", "tag", "validate_only", "no_reuse", "spec_hash", "trials", "label", "features", "nope", ".", "a.b.c"];

    private static readonly string[] Headers = ["If-None-Match", "If-Match", "Accept", "Idempotency-Key", "Last-Event-ID", "Origin", "Range", "Cookie", "Accept-Encoding", "X-Forwarded-For", "Content-Encoding"];

    private static readonly string[] Types = ["application/json", "application/yaml", "text/yaml", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16", "text/csv", "application/vnd.apache.parquet"];

    [Fact]
    public async Task Requests_Malformed_AreRefusedAndStoreNothing()
    {
        var key = web.Keys.Add(KeyScope.Write);
        using var open = await web.StartAsync();
        using var asking = await web.StartAsync(new AccessSettings { AsksOnLoopback = true });
        var random = new Random(Seed);
        var before = await StateAsync();
        Dictionary<HttpStatusCode, int> codes = [];
        var settled = 0L;
        for (var k = 0; k < Requests; k++)
        {
            if (k == Settling)
                settled = GC.GetTotalMemory(forceFullCollection: true);
            using var request = Make(random, key, out var said);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromSeconds(20));
            using var response = await (random.Next(4) == 0 ? asking : open).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            Assert.True((int)response.StatusCode < 500, $"request {k} was answered {(int)response.StatusCode}: {said}");
            codes[response.StatusCode] = codes.GetValueOrDefault(response.StatusCode) + 1;
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
                Assert.DoesNotContain("   at ", await response.Content.ReadAsStringAsync(limit.Token), StringComparison.Ordinal);
        }

        var kept = GC.GetTotalMemory(forceFullCollection: true) - settled;
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"{kept:N0} bytes more after {Requests - Settling} requests"));
        Assert.True(kept < Margin, FormattableString.Invariant($"{kept:N0} bytes more are kept after {Requests - Settling} requests"));
        Assert.Equal(before, await StateAsync());
        Assert.True(codes.Count >= 8, $"only {string.Join(", ", codes.Keys)} were met");
    }

    private HttpRequestMessage Make(Random random, string key, out string said)
    {
        // Sweeps that may change are not named: what is right is not malformed.
        var sweep = random.Next(3) == 0 ? web.Done.Id.ToString("d") : Pick(random, Texts);
        string[] paths =
        [
            "/v1/sweeps", $"/v1/sweeps/{sweep}", $"/v1/sweeps/{sweep}/trials", $"/v1/sweeps/{sweep}/trials/{Pick(random, Texts)}", $"/v1/sweeps/{sweep}/trials/{random.Next(6)}/curve",
            $"/v1/sweeps/{sweep}/curves", $"/v1/sweeps/{sweep}/convergence", $"/v1/sweeps/{sweep}/importance", "/v1/compare", $"/v1/sweeps/{sweep}/silos", $"/v1/sweeps/{sweep}/events", $"/v1/sweeps/{sweep}/spec", $"/v1/sweeps/{sweep}/notes",
            $"/v1/sweeps/{sweep}:pause", $"/v1/sweeps/{sweep}:{Pick(random, Texts)}", "/v1/silos", "/v1/data", $"/v1/data/{Pick(random, Texts)}", $"/v1/{Pick(random, Texts)}", $"/{Pick(random, Texts)}", "/sign-in", "/sign-out", "/v1/openapi.json",
        ];
        var path = Pick(random, paths);
        var query = Enumerable.Range(0, random.Next(4)).Select(_ => $"{Pick(random, Names)}={Pick(random, Texts)}");
        var method = random.Next(2) == 0 ? "GET" : Pick(random, Verbs);
        if (method == "DELETE")
            path = path.Replace(web.Done.Id.ToString("d"), "eeee", StringComparison.Ordinal);
        var uri = $"{path}?{string.Join('&', query)}".Replace(' ', '+').Replace("\"", "%22", StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(uri, UriKind.Relative));
        for (var k = random.Next(3); k > 0; k--)
            request.Headers.TryAddWithoutValidation(Pick(random, Headers), Pick(random, Texts));
        if (random.Next(3) == 0)
            request.Headers.TryAddWithoutValidation("Authorization", random.Next(2) == 0 ? $"Bearer {key}" : $"{Pick(random, Texts)} {Pick(random, Texts)}");
        if (method is "POST" or "PUT" or "PATCH")
        {
            request.Content = new ByteArrayContent(Body(random));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", Pick(random, Types));
        }

        said = request.ToString();
        return request;
    }

    private static byte[] Body(Random random)
    {
        string[] bodies =
        [
            "", "{", "null", "[]", "name: x", "name: [a\n", "{\"name\":\"x\",\"parameters\":{}}", "{\"note\":1}", "{\"add_tags\":[null]}", "{\"note\":null,\"what\":1}", "key=swp_&next=//evil.example",
            new string('[', 5000), "a: &a [*a]", "\0", "name: x\nparameters: {pattern: [circle], learning_rate: [1e999]}", "%YAML 9.9\n---\n", "--- !!python/object:os.system x",
        ];
        if (random.Next(3) > 0)
            return Encoding.UTF8.GetBytes(Pick(random, bodies));
        var noise = new byte[random.Next(300)];
        random.NextBytes(noise);
        return noise;
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    private async Task<string> StateAsync()
    {
        var sweeps = await web.Store.ListSweepsAsync(new SweepFilter(), TestContext.Current.CancellationToken);
        var notes = await Task.WhenAll(sweeps.Select(sweep => web.Results.NotesAsync(sweep, TestContext.Current.CancellationToken)));
        var sets = await web.Store.ListDataSetsAsync(TestContext.Current.CancellationToken);
        return string.Join('\n', sets.Select(set => set.Name)) + string.Join('\n', sweeps.Zip(notes).Select(pair => $"{pair.First.Id} {pair.First.State} {pair.Second.Note} {string.Join(',', pair.Second.Tags)}"));
    }
}
