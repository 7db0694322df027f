using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Sweep.Testing;

namespace Sweep.SystemTests.Otlp;

/// <summary>
/// A backend of OTLP, over protobuf on HTTP/1.1 and over gRPC on HTTP/2, each on a port of its own. It stands where the collector stands in a
/// deployment, and Prometheus may scrape it: the collector is a program that no apt source has, and Debian's Prometheus, 2.42, is too old to take
/// OTLP itself (2.47 began); so <c>/metrics</c> shows what came last under the names that the collector's prometheus exporter would give it.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const int FrameHeader = 5;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReadOnlyMemory<byte>> _requests = new();
    private readonly ConcurrentQueue<OtlpSpan> _spans = new();
    private readonly ConcurrentQueue<OtlpMetric> _metrics = new();
    private readonly ConcurrentQueue<OtlpLog> _logs = new();

    private OtlpReceiver()
    {
        (HttpPort, GrpcPort) = (FreePort.Next(), FreePort.Next());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.ListenLocalhost(HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
            server.ListenLocalhost(GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.MapGet("/metrics", () => Results.Text(Page.Render(), "text/plain; version=0.0.4"));
        _app.MapPost("/v1/{signal}", (string signal, HttpContext context) => TakeHttpAsync(signal, context));
        _app.MapPost("/opentelemetry.proto.collector.{signal}.v1.{service}/Export", (string signal, HttpContext context) => TakeGrpcAsync(signal, context));
    }

    /// <summary>All that came, as it came.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Requests => [.. _requests];

    public int HttpPort { get; }

    public int GrpcPort { get; }

    public IReadOnlyList<OtlpSpan> Spans => [.. _spans];

    public IReadOnlyList<OtlpMetric> Metrics => [.. _metrics];

    public IReadOnlyList<OtlpLog> Logs => [.. _logs];

    /// <summary>The newest metrics, as a Prometheus sees them at <see cref="HttpPort"/>.</summary>
    public MetricsPage Page { get; } = new();

    /// <summary>Why something could not be read; null where all could.</summary>
    public Exception? Failure { get; private set; }

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>What a process is told so that it sends here.</summary>
    public IReadOnlyDictionary<string, string> Variables(string protocol) => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{(protocol == "grpc" ? GrpcPort : HttpPort)}",
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeHttpAsync(string signal, HttpContext context)
    {
        Take(signal, await BodyAsync(context));
        context.Response.ContentType = "application/x-protobuf";
    }

    /// <summary>A message of gRPC is a byte that tells of compression, four bytes of length and the message; the outcome is in the trailers.</summary>
    private async Task TakeGrpcAsync(string signal, HttpContext context)
    {
        var body = await BodyAsync(context);
        var message = body.AsMemory(FrameHeader, BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)));
        Take(signal, body[0] == 0 ? message : Unzip(message));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[FrameHeader]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return context.Request.Headers.ContentEncoding == "gzip" ? Unzip(body.ToArray()) : body.ToArray();
    }

    private static byte[] Unzip(ReadOnlyMemory<byte> bytes)
    {
        using var zipped = new GZipStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }

    private void Take(string signal, ReadOnlyMemory<byte> request)
    {
        _requests.Enqueue(request);
        try
        {
            Read(signal, request);
        }
        catch (Exception failure)
        {
            Failure ??= failure;
            throw;
        }
    }

    private void Read(string signal, ReadOnlyMemory<byte> request)
    {
        switch (signal)
        {
            case "traces" or "trace":
                Add(_spans, OtlpDecoder.Spans(request));
                break;
            case "metrics":
                var metrics = OtlpDecoder.Metrics(request).ToList();
                Page.Take(metrics);
                Add(_metrics, metrics);
                break;
            case "logs":
                Add(_logs, OtlpDecoder.Logs(request));
                break;
            default:
                throw new InvalidOperationException($"no signal is called {signal}");
        }
    }

    private static void Add<T>(ConcurrentQueue<T> to, IEnumerable<T> received)
    {
        foreach (var one in received)
            to.Enqueue(one);
    }
}
