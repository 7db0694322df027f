using System.Net;
using System.Text;
using Sweep.Testing;

namespace Sweep.Dashboards.Tests.Otlp;

/// <summary>
/// Stands where the collector stands in a deployment: processes post OTLP to it, and Prometheus scrapes it. The collector is a
/// program that no apt source has, and Debian's Prometheus, 2.42, is too old to take OTLP itself (2.47 began); so this shows what came
/// last under the names that the collector's prometheus exporter would give it. What is read by OTLP, scraped, stored and asked is real.
/// </summary>
internal sealed class OtlpBridge : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public OtlpBridge()
    {
        Address = $"127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>Host and port, both for OTLP and for the page.</summary>
    public string Address { get; }

    public MetricsPage Page { get; } = new();

    /// <summary>Why something could not be read; null where all could.</summary>
    public Exception? Failure { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Close();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                await AnswerAsync(context.Request, context.Response);
            }
            catch (HttpListenerException) when (!_end.IsCancellationRequested)
            {
                // Prometheus gave a scrape up, as it does on a busy machine; it comes again.
            }
#pragma warning disable CA1031 // Whatever it is, the tests shall say it instead of waiting for data.
            catch (Exception failure) when (!_end.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Failure ??= failure;
            }
            catch (Exception) when (_end.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerRequest request, HttpListenerResponse response)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body, _end.Token);
        switch (request.Url!.AbsolutePath)
        {
            case "/v1/metrics":
                Page.Take(MetricsRequest.Read(body.ToArray()));
                response.ContentType = "application/x-protobuf";
                break;
            case "/v1/traces" or "/v1/logs":
                response.ContentType = "application/x-protobuf";
                break;
            case "/metrics":
                response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
                await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(Page.Render()), _end.Token);
                break;
            default:
                response.StatusCode = (int)HttpStatusCode.NotFound;
                break;
        }

        response.Close();
    }
}
