using System.Net;
using System.Text.RegularExpressions;
using Sweep.Storage.Keys;
using Sweep.Web.Keys;

namespace Sweep.Web.Tests.Keys;

public sealed partial class SignInTests(SeededWeb web) : IClassFixture<SeededWeb>
{
    [Fact]
    public async Task SignIn_WithAKey_OpensByCookieUntilSigningOut()
    {
        using var client = await StartAsync();
        var key = web.Keys.Add(KeyScope.Read);
        using var entered = await EnterAsync(client, key, "/v1/sweeps?name=x");
        Assert.Equal((HttpStatusCode.Redirect, "/v1/sweeps?name=x"), (entered.StatusCode, entered.Headers.Location?.OriginalString));
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("sweep_key=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        using var read = await client.SendAsync(HttpMethod.Get, "/v1/sweeps", null, ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var changed = await client.SendAsync(HttpMethod.Post, $"/v1/sweeps/{web.Done.Id:d}:pause", null, ("Cookie", cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.Forbidden, changed.StatusCode);

        var (token, form) = await FormAsync(client, "/sign-in");
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var left = await client.SendAsync(HttpMethod.Post, "/sign-out", body, ("Cookie", form));
        Assert.Contains(left.Headers.GetValues("Set-Cookie"), one => one.StartsWith("sweep_key=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_WithAKeyOfNone_GoesBackToTheForm()
    {
        using var client = await StartAsync();
        using var entered = await EnterAsync(client, "swp_no", "/");
        Assert.Equal("/sign-in?failed=true&next=%2F", entered.Headers.Location?.OriginalString);
        Assert.DoesNotContain(entered.Headers, header => header.Key == "Set-Cookie");
        using var page = await client.SendAsync(HttpMethod.Get, "/sign-in?failed=true&next=%22%3E%3Cscript%3E");
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("")]
    public async Task SignIn_ToAnotherServersPage_GoesToTheFirstPage(string next)
    {
        using var client = await StartAsync();
        using var entered = await EnterAsync(client, web.Keys.Add(KeyScope.Read), next);
        Assert.Equal("/", entered.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_WithoutTheFormOfThisServer_IsRefused()
    {
        using var client = await StartAsync();
        foreach (var path in (string[])["/sign-in", "/sign-out"])
        {
            using var body = new FormUrlEncodedContent([KeyValuePair.Create("key", web.Keys.Add(KeyScope.Read))]);
            using var entered = await client.SendAsync(HttpMethod.Post, path, body);
            Assert.Equal(HttpStatusCode.BadRequest, entered.StatusCode);
        }
    }

    [Fact]
    public async Task Page_WithoutAKey_LeadsToTheFormAndBack()
    {
        using var client = await StartAsync();
        using var page = await client.SendAsync(HttpMethod.Get, "/sweeps/x?by=pattern", null, ("Accept", "text/html"));
        Assert.Equal((HttpStatusCode.Redirect, "/sign-in?next=%2Fsweeps%2Fx%3Fby%3Dpattern"), (page.StatusCode, page.Headers.Location?.OriginalString));
    }

    private Task<HttpClient> StartAsync() => web.StartAsync(new AccessSettings { AsksOnLoopback = true });

    private static async Task<HttpResponseMessage> EnterAsync(HttpClient client, string key, string next)
    {
        var (token, cookie) = await FormAsync(client, "/sign-in");
        using var body = new FormUrlEncodedContent(
            [KeyValuePair.Create("key", key), KeyValuePair.Create("next", next), KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await client.SendAsync(HttpMethod.Post, "/sign-in", body, ("Cookie", cookie));
    }

    private static async Task<(string Token, string Cookie)> FormAsync(HttpClient client, string path)
    {
        using var page = await client.SendAsync(HttpMethod.Get, path);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var cookie = page.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("sweep_form=", StringComparison.Ordinal)).Split(';')[0];
        return (WebUtility.HtmlDecode(Token().Match(html).Groups["token"].Value), cookie);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
