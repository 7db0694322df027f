using System.Net;
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
        async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address)
        {
            using var request = new HttpRequestMessage(method, address);
            request.Headers.Add("Cookie", $"{KeyHandler.CookieName}={key}");
            request.Headers.Add("Accept", "text/html");
            return await client.SendAsync(request, cancellation);
        }

        using var answer = await SendAsync(HttpMethod.Get, $"/sweeps/{web.Held.Id:d}");
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(cancellation));
        Assert.Equal(mayWrite, page.QuerySelector(".head a[href$='/cancel']") is not null);
        Assert.NotNull(page.QuerySelector("form[action='/sign-out'] input[type=hidden]"));

        using var done = await SendAsync(HttpMethod.Post, $"/sweeps/{web.Held.Id:d}/pause");
        Assert.Equal(mayWrite ? HttpStatusCode.SeeOther : HttpStatusCode.Forbidden, done.StatusCode);
        Assert.Equal(SweepState.Paused, (await web.Store.FindSweepAsync(web.Held.Id, cancellation))!.State);
    }
}
