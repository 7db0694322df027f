using System.Collections.Concurrent;
using System.Net;

namespace Sweep.Testing.Webhooks;

/// <summary>Somebody on a loopback port who takes messages, as he is told to.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>A secret for tests, of no worth.</summary>
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<ReceivedWebhook> _received = new();
    private readonly ConcurrentQueue<WebhookAnswer> _answers;
    private readonly Task _serving;

    /// <param name="answers">To the first messages, in turn; further ones are taken.</param>
    public WebhookReceiver(params WebhookAnswer[] answers)
    {
        _answers = new(answers);
        var root = $"http://127.0.0.1:{FreePort.Next()}/";
        _listener.Prefixes.Add(root);
        _listener.Start();
        Url = $"{root}hooks?token=1";
        _serving = ServeAsync();
    }

    public string Url { get; }

    public IReadOnlyList<ReceivedWebhook> Received => [.. _received];

    /// <summary>Waits until so many messages were sent, and returns them.</summary>
    public async Task<IReadOnlyList<ReceivedWebhook>> ReceiveAsync(int count)
    {
        await Eventually.TrueAsync(() => _received.Count >= count, $"{count} messages are sent", TimeSpan.FromMinutes(1));
        return Received;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        try
        {
            ((IDisposable)_listener).Dispose();
        }
        catch (HttpListenerException)
        {
            // It binds its port anew to let go of it, and somebody else may have that by now.
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            using var reader = new StreamReader(call.Request.InputStream);
            var (headers, body) = (call.Request.Headers, await reader.ReadToEndAsync());
            _received.Enqueue(new ReceivedWebhook(
                headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], call.Request.ContentType, headers["User-Agent"],
                call.Request.RawUrl ?? "", body));
            var answer = _answers.TryDequeue(out var told) ? told : new WebhookAnswer(204);
            call.Response.StatusCode = answer.Status;
            if (answer.Header is { } header)
                call.Response.Headers[header.Name] = header.Value;
            call.Response.Close();
        }
    }
}
