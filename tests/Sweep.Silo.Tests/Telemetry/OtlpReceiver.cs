using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Sweep.Testing;

namespace Sweep.Silo.Tests.Telemetry;

/// <summary>A backend of OTLP, over protobuf on HTTP/1.1 and over gRPC on HTTP/2, each on a port of its own.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const int FrameHeader = 5;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReadOnlyMemory<byte>> _requests = new();
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly ConcurrentQueue<ReceivedMetric> _metrics = new();
    private readonly ConcurrentQueue<ReceivedLog> _logs = new();

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
        _app.MapPost("/v1/{signal}", (string signal, HttpContext context) => TakeHttpAsync(signal, context));
        _app.MapPost("/opentelemetry.proto.collector.{signal}.v1.{service}/Export", (string signal, HttpContext context) => TakeGrpcAsync(signal, context));
    }

    /// <summary>All that came, as it came.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Requests => [.. _requests];

    public int HttpPort { get; }

    public int GrpcPort { get; }

    public IReadOnlyList<ReceivedSpan> Spans => [.. _spans];

    public IReadOnlyList<ReceivedMetric> Metrics => [.. _metrics];

    public IReadOnlyList<ReceivedLog> Logs => [.. _logs];

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
        switch (signal)
        {
            case "traces" or "trace":
                Add(_spans, OtlpDecoder.Spans(request));
                break;
            case "metrics":
                Add(_metrics, OtlpDecoder.Metrics(request));
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
