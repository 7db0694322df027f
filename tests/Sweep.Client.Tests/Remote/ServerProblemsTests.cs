using System.Net;
using Sweep.Service.Answers;
using Sweep.Service.Remote;
using Sweep.Service.Views;

namespace Sweep.Client.Tests.Remote;

public sealed class ServerProblemsTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Problem_OfASpec_HasItsPlacesInTheText()
    {
        using var server = new FakeTransport(FakeTransport.Problem(
            422, "ignored",
            new ErrorView("parameters.learning_rate[0]", 4, 19, "-0.1", "must be greater than 0", "write 0.1"),
            new ErrorView("", null, null, "", "has no name", ""))).Server();
        var refusal = (await server.Sweeps.ValidateAsync("name: x"u8.ToArray(), _cancellation)).Refusal!;
        Assert.Equal(RefusalKind.Invalid, refusal.Kind);
        Assert.Equal(["parameters.learning_rate[0] (line 4, column 19): -0.1 must be greater than 0; write 0.1", "spec: has no name"], refusal.Messages);
    }

    [Fact]
    public async Task Problem_OfAnAmbiguousId_KeepsItsCandidates()
    {
        using var server = new FakeTransport(FakeTransport.Problem(
            400, "id: 01 is the start of several ids; write more of it:\n  0196  running    one\n  0197  running    two",
            new ErrorView("id", null, null, "01", "is the start of several ids", "write more of it:"))).Server();
        var refusal = (await server.Sweeps.FindAsync("01", _cancellation)).Refusal!;
        Assert.Equal(["ID: 01 is the start of several ids; write more of it:", "  0196  running    one", "  0197  running    two"], refusal.Messages);
    }

    [Theory]
    [InlineData(null, 401, "SWEEP_KEY: is not set, and http://127.0.0.1:8080 asks for a key; `sweep key add NAME` on its database makes one")]
    [InlineData("swp_1_2", 401, "SWEEP_KEY: is no key that http://127.0.0.1:8080 knows, or good for nothing any more; `sweep key add NAME` on its database makes one")]
    [InlineData("swp_1_2", 403, "SWEEP_KEY: is a key that does not allow this at http://127.0.0.1:8080; it takes one of scope read: `sweep key add NAME --scope read` on its database makes one")]
    public async Task Answer_ToAKeyThatIsNotGood_SaysWhichIsNeeded(string? key, int status, string expected)
    {
        using var server = new FakeTransport(FakeTransport.Problem(status, "no", new ErrorView("Authorization", null, null, "", "no", ""))).Server(key: key);
        var refused = await Assert.ThrowsAsync<RefusalException>(() => server.ReadSilosAsync(_cancellation));
        Assert.Equal((RefusalKind.Invalid, expected), (refused.Refusal.Kind, refused.Message));
    }

    [Theory]
    [InlineData(404, "text/html", "<html>", "--server: answers 404 Not Found, and not as servers of Sweep do; check the address")]
    [InlineData(200, "text/html", "<html>", "--server: answers in another form than servers of Sweep do; check the address")]
    [InlineData(200, "application/json", "[]", "--server: answers in another form than servers of Sweep do; check the address")]
    [InlineData(302, "text/html", "", "--server: answers that it is at https://elsewhere.example/; give that address")]
    public async Task Answer_OfAnotherProgram_SaysSo(int status, string type, string text, string expected)
    {
        using var server = new FakeTransport(request =>
        {
            var response = FakeTransport.Json(text, (HttpStatusCode)status, type)(request);
            response.ReasonPhrase = status == 404 ? "Not Found" : null;
            response.Headers.Location = status == 302 ? new Uri("https://elsewhere.example/") : null;
            return response;
        }).Server();
        var refused = await Assert.ThrowsAsync<RefusalException>(() => server.ReadSilosAsync(_cancellation));
        Assert.Equal(expected.Replace("--server: ", "--server: http://127.0.0.1:8080 ", StringComparison.Ordinal), refused.Message);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", null)]
    [InlineData("https://sweep.example.org/under/here", null)]
    [InlineData("", "--server: \"\" is no address of a server; write one such as http://127.0.0.1:8080 or https://sweep.example.org")]
    [InlineData("localhost:8080", "--server: localhost:8080 is no address of a server; write one such as http://127.0.0.1:8080 or https://sweep.example.org")]
    [InlineData("ftp://example.org", "--server: ftp://example.org is no address of a server; write one such as http://127.0.0.1:8080 or https://sweep.example.org")]
    [InlineData("http://ann:secret@example.org", "--server: http://…@example.org must have no name and no password in it; a server asks for a key, which does not stand in an address")]
    [InlineData("http://example.org?key=1", "--server: http://example.org?key=1 must end before ? and #; write one such as http://127.0.0.1:8080 or https://sweep.example.org")]
    public void Address_IsCheckedBeforeItIsAsked(string text, string? expected)
    {
        Assert.Equal(expected, SweepServer.Check("--server", text, out var address)?.ToString());
        Assert.Equal(expected is null, address?.AbsoluteUri.EndsWith('/') == true);
    }
}
