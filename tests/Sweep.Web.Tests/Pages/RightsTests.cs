using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Sweep.Core.Sweeps;
using Sweep.Storage.Keys;
using Sweep.Web.Keys;

namespace Sweep.Web.Tests.Pages;

public sealed class RightsTests(SeededWeb web) : IClassFixture<SeededWeb>
{
    [Theory]
    [InlineData(KeyScope.Read, false)]
    [InlineData(KeyScope.Write, true)]
    public async Task Page_OfAKey_OffersWhatTheKeyAllows(KeyScope scope, bool mayWrite)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var key = web.Keys.Add(scope);
        using var client = await web.StartAsync();
        var page = await ReadAsync(client, key, $"/sweeps/{web.Held.Id:d}");
        Assert.Equal(mayWrite, page.QuerySelector(".head a[href$='/cancel']") is not null);
        Assert.NotNull(page.QuerySelector("form[action='/sign-out'] input[type=hidden]"));

        using var done = await SendAsync(client, key, HttpMethod.Post, $"/sweeps/{web.Held.Id:d}/pause");
        Assert.Equal(mayWrite ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, done.StatusCode);
        Assert.Equal(SweepState.Paused, (await web.Store.FindSweepAsync(web.Held.Id, cancellation))!.State);
    }

    [Theory]
    [InlineData(KeyScope.Read)]
    [InlineData(KeyScope.Write)]
    public async Task Delete_ByAKeyThatIsNotAnAdmins_IsNeitherOfferedNorDone(KeyScope scope)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var key = web.Keys.Add(scope);
        using var client = await web.StartAsync();
        Assert.Null((await ReadAsync(client, key, $"/sweeps/{web.Done.Id:d}")).QuerySelector(".head a[href$='/delete']"));
        using var refused = await SendAsync(client, key, HttpMethod.Post, $"/sweeps/{web.Done.Id:d}/delete");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.NotNull(await web.Store.FindSweepAsync(web.Done.Id, cancellation));

        var admin = await ReadAsync(client, web.Keys.Add(KeyScope.Admin), $"/sweeps/{web.Done.Id:d}");
        Assert.NotNull(admin.QuerySelector(".head a[href$='/delete']"));
    }

    [Theory]
    [InlineData(KeyScope.Read, false)]
    [InlineData(KeyScope.Write, true)]
    public async Task Submitting_ByAKey_IsOfferedAndAnsweredAsItAllows(KeyScope scope, bool maySubmit)
    {
        var key = web.Keys.Add(scope);
        using var client = await web.StartAsync();
        foreach (var address in new[] { "/sweeps", $"/sweeps/{web.Done.Id:d}", "/sweeps?name=nothing+like+it", "/cluster" })
            Assert.Equal(maySubmit, (await ReadAsync(client, key, address)).QuerySelector("a[href^='/sweeps/new']") is not null);
        using var editor = await SendAsync(client, key, HttpMethod.Get, $"/sweeps/new?from={web.Done.Id:d}");
        Assert.Equal(maySubmit ? HttpStatusCode.OK : HttpStatusCode.Forbidden, editor.StatusCode);
        var page = new HtmlParser().ParseDocument(await editor.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(maySubmit ? "New sweep" : "Your key does not allow this", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(maySubmit, page.QuerySelector("textarea") is not null);
    }

    [Theory]
    [InlineData(KeyScope.Read, "pause", HttpStatusCode.Forbidden)]
    [InlineData(KeyScope.Write, "pause", HttpStatusCode.OK)]
    [InlineData(KeyScope.Write, "delete", HttpStatusCode.Forbidden)]
    [InlineData(KeyScope.Admin, "delete", HttpStatusCode.OK)]
    public async Task Confirmation_ByAKey_IsShownToWhoMay(KeyScope scope, string action, HttpStatusCode expected)
    {
        var key = web.Keys.Add(scope);
        using var client = await web.StartAsync();
        using var answer = await SendAsync(client, key, HttpMethod.Get, $"/sweeps/{web.Held.Id:d}/{action}");
        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task<IHtmlDocument> ReadAsync(HttpClient client, string key, string address)
    {
        using var answer = await SendAsync(client, key, HttpMethod.Get, address);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string key, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Cookie", $"{KeyHandler.CookieName}={key}");
        request.Headers.Add("Accept", "text/html");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
