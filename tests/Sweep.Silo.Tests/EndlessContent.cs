using System.Net;
using System.Text;

namespace Sweep.Silo.Tests;

/// <summary>A table that has no end, as quick as a server wants a body to be.</summary>
internal sealed class EndlessContent : HttpContent
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EndlessContent(string type) => Headers.ContentType = new(type);

    /// <summary>Completed once the beginning is sent.</summary>
    public Task IsBeingRead => _begun.Task;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes("a,b,label\n"), cancellationToken);
        var rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1,2,0\n", 200)));
        while (true)
        {
            await stream.WriteAsync(rows, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            _begun.TrySetResult();
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
