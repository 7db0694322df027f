using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Sweep.Storage.Keys;
using Sweep.Web.Keys;
using Sweep.Web.Pages.Shared;
using Sweep.Web.Tests.Fakes;

namespace Sweep.Web.Tests.Keys;

public sealed class AccessTests(SeededWeb web) : IClassFixture<SeededWeb>
{
    private static readonly AccessSettings Asks = new() { AsksOnLoopback = true };

    /// <summary>What answers to anybody: nothing else may.</summary>
    private static readonly string[] OpenToAll = ["/sign-in", "/sign-out", "/assets/{version}/{name}", "/health/live", "/health/ready"];

    [Fact]
    public async Task Routes_All_AskForAScopeOrAreOnTheListOfThoseThatDoNot()
    {
        var server = await web.StartServerAsync(Asks);
        var routes = server.Routes.OfType<RouteEndpoint>().ToList();
        Assert.True(routes.Count > 15);
        foreach (var route in routes)
        {
            var path = route.RoutePattern.RawText!;
            var isOpen = route.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var scope = ScopeOf(route);
            Assert.True(isOpen == OpenToAll.Contains(path), $"{path} is {(isOpen ? "open" : "closed")}");
            Assert.True(isOpen || !path.StartsWith("/v1", StringComparison.Ordinal) || scope is Scopes.Read or Scopes.Write or Scopes.Admin, $"{path} asks for {scope}");
        }
    }

    [Fact]
    public async Task Requests_ByRouteAndKey_AreLetInByScopeAlone()
    {
        var server = await web.StartServerAsync(Asks);
        using var client = SeededWeb.ClientOf(server);
        (string? Key, string[] Scopes)[] callers =
        [
            (null, []), ("swp_0123456789ab_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", []),
            (web.Keys.Add(KeyScope.Read, expiresAt: DateTimeOffset.UtcNow.AddHours(-1)), []),
            (web.Keys.Add(KeyScope.Admin, revokedAt: DateTimeOffset.UtcNow), []),
            (web.Keys.Add(KeyScope.Read), [Scopes.Read]), (web.Keys.Add(KeyScope.Write), [Scopes.Read, Scopes.Write]),
            (web.Keys.Add(KeyScope.Admin), [Scopes.Read, Scopes.Write, Scopes.Admin]),
        ];
        foreach (var route in server.Routes.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var scope = ScopeOf(route) ?? Scopes.Read;
            var path = route.RoutePattern.RawText!.Replace("{id}", "ffffffff", StringComparison.Ordinal).Replace("{number}", "0", StringComparison.Ordinal);
            var method = new HttpMethod(route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0]);
            foreach (var (key, scopes) in callers)
            {
                using var response = await client.SendAsync(method, path, null, key is null ? [] : [("Authorization", $"Bearer {key}")]);
                var isLetIn = response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
                Assert.True(isLetIn == scopes.Contains(scope), $"{method} {path} answers {response.StatusCode} to a key of {string.Join(", ", scopes)}");
                Assert.True(isLetIn || response.StatusCode == (scopes.Length == 0 ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden));
            }
        }
    }

    [Fact]
    public async Task Request_WithoutKey_SaysHowToGetOne()
    {
        using var client = await web.StartAsync(Asks);
        using var response = await client.SendAsync(HttpMethod.Get, "/v1/sweeps");
        Assert.Contains("sweep key add", (await response.ProblemAsync(HttpStatusCode.Unauthorized)).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        using var nowhere = await client.SendAsync(HttpMethod.Get, "/v1/nowhere");
        Assert.Equal(HttpStatusCode.Unauthorized, nowhere.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:1234", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    [InlineData("box.example.org", HttpStatusCode.OK)]
    public async Task Request_OnLoopbackByName_IsAnsweredToNamesOfLoopbackAlone(string host, HttpStatusCode expected)
    {
        using var client = await web.StartAsync(new AccessSettings { AllowedHosts = ["*.example.org"] });
        using var response = await client.SendAsync(HttpMethod.Get, "/v1/sweeps", null, ("Host", host));
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.Conflict)]
    [InlineData("X-Other", "1", HttpStatusCode.Conflict)]
    public async Task Change_FromAnotherServersPage_IsRefused(string header, string value, HttpStatusCode expected)
    {
        using var response = await web.Open.SendAsync(HttpMethod.Post, $"/v1/sweeps/{web.Done.Id:d}:pause", null, (header, value));
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Change_FromItsOwnPage_IsDone()
    {
        var origin = web.Open.BaseAddress!.GetLeftPart(UriPartial.Authority);
        using var response = await web.Open.SendAsync(HttpMethod.Post, $"/v1/sweeps/{web.Done.Id:d}:pause", null, ("Origin", origin));
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
    }

    [Fact]
    public async Task Request_ThroughAProxyOnThisMachine_AsksForAKey()
    {
        using var response = await web.Open.SendAsync(HttpMethod.Get, "/v1/sweeps", null, ("X-Forwarded-For", "203.0.113.7"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Start_WhereOthersReachItWithoutAUsableKey_IsRefusedWithTheRemedy()
    {
        var keys = new MemoryKeys();
        keys.Add(KeyScope.Admin, revokedAt: DateTimeOffset.UtcNow);
        var refused = await Assert.ThrowsAsync<UnsafeAddressException>(() => web.StartServerAsync(address: "http://0.0.0.0:0", keys: keys));
        Assert.Contains("http://0.0.0.0:", refused.Problem.Value, StringComparison.Ordinal);
        Assert.Contains("sweep key add", refused.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhereOthersReachItWithAKey_AsksOnLoopbackToo()
    {
        var keys = new MemoryKeys();
        var key = keys.Add(KeyScope.Read);
        var server = await web.StartServerAsync(address: "http://0.0.0.0:0", keys: keys);
        using var client = new HttpClient { BaseAddress = new UriBuilder(server.Addresses.First()) { Host = "127.0.0.1" }.Uri };
        using var without = await client.SendAsync(HttpMethod.Get, "/v1/sweeps");
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        using var with = await client.SendAsync(HttpMethod.Get, "/v1/sweeps", null, ("Authorization", $"Bearer {key}"));
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    [Fact]
    public async Task Requests_MoreThanAllowed_AreTooMany()
    {
        using var client = await web.StartAsync(limits: new() { Burst = 5, RequestsPerSecond = 1 });
        var codes = new List<HttpStatusCode>();
        for (var k = 0; k < 20; k++)
        {
            using var response = await client.SendAsync(HttpMethod.Get, "/v1/sweeps");
            codes.Add(response.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, codes[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, codes);
    }

    [Fact]
    public async Task Answers_All_TellBrowsersToLoadNothingOfOthers()
    {
        foreach (var path in (string[])["/v1/sweeps", "/v1/nothing", "/"])
        {
            using var response = await web.Open.SendAsync(HttpMethod.Get, path);
            Assert.StartsWith("default-src 'none'; script-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    private static string? ScopeOf(RouteEndpoint route) => route.Metadata.GetOrderedMetadata<IAuthorizeData>() is [.., { Policy: { } policy }]
        ? policy
        : route.Metadata.GetMetadata<PageScope>()?.Scope;
}
