using System.Net;
using Sweep.Testing;

namespace Sweep.Benchmarks.Telemetry;

/// <summary>A collector that takes everything over HTTP and looks at nothing, so that the cost seen is the sender's.</summary>
internal sealed class CollectorStub : IDisposable
{
    private readonly HttpListener _listener = new();
    private long _bytes;

    public CollectorStub()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Bytes that came since this was last asked.</summary>
    public long TakeBytes() => Interlocked.Exchange(ref _bytes, 0);

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Interlocked.Add(ref _bytes, body.Length);
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }
}
