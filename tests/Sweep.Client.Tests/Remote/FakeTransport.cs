using System.Net;
using System.Text;
using System.Text.Json;
using Sweep.Service.Remote;
using Sweep.Service.Views;

namespace Sweep.Client.Tests.Remote;

/// <summary>Answers requests one after the other as it was told to, and remembers them.</summary>
internal sealed class FakeTransport(params Func<HttpRequestMessage, HttpResponseMessage>[] answers) : HttpMessageHandler
{
    private readonly List<(string What, string? LastEventId, string? Key)> _requests = [];

    /// <summary>"GET /v1/silos", in order.</summary>
    public IReadOnlyList<string> Requests => [.. _requests.Select(request => request.What)];

    public IReadOnlyList<string?> LastEventIds => [.. _requests.Select(request => request.LastEventId)];

    public IReadOnlyList<string?> IdempotencyKeys => [.. _requests.Select(request => request.Key)];

    public static Func<HttpRequestMessage, HttpResponseMessage> Json(string text, HttpStatusCode status = HttpStatusCode.OK, string type = "application/json") =>
        request => new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, type), RequestMessage = request };

    public static Func<HttpRequestMessage, HttpResponseMessage> Problem(int status, string detail, params ErrorView[] errors) => Json(
        JsonSerializer.Serialize(new ProblemView("/problems/test", "Test", status, detail, errors, null), SweepJson.Default.ProblemView),
        (HttpStatusCode)status, "application/problem+json");

    public static Func<HttpRequestMessage, HttpResponseMessage> Away(HttpRequestError error) =>
        _ => throw new HttpRequestException(error, "Connection refused (127.0.0.1:8080)", new System.Net.Sockets.SocketException(111));

    public static Func<HttpRequestMessage, HttpResponseMessage> Waiting(HttpStatusCode status, TimeSpan wait) => request =>
    {
        var response = Problem((int)status, "asks more often than this server answers", new ErrorView("", null, null, "", "asks more often than this server answers", ""))(request);
        response.Headers.RetryAfter = new(wait);
        return response;
    };

    public static Func<HttpRequestMessage, HttpResponseMessage> Stream(Stream events) => request =>
    {
        var response = new HttpResponseMessage { Content = new StreamContent(events), RequestMessage = request };
        response.Content.Headers.ContentType = new("text/event-stream");
        return response;
    };

    public SweepServer Server(TimeProvider? time = null, string? key = null, Action<bool>? answers = null) => new(
        new SweepServerOptions
        {
            Address = new Uri("http://127.0.0.1:8080/"),
            Time = time ?? TimeProvider.System,
            Key = key,
            Answers = answers,
            AddressPlace = "--server",
            KeyPlace = "SWEEP_KEY",
        },
        this);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string? Header(string name) => request.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
        _requests.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", Header("Last-Event-ID"), Header("Idempotency-Key")));
        return Task.FromResult(answers[Math.Min(_requests.Count, answers.Length) - 1](request));
    }
}
