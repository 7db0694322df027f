using System.Net;
using System.Text;

namespace Sweep.Silo.Tests;

/// <summary>A body that has a beginning and no end.</summary>
internal sealed class EndlessContent : HttpContent
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EndlessContent(string type) => Headers.ContentType = new(type);

    /// <summary>Completed once the beginning is sent.</summary>
    public Task IsBeingRead => _begun.Task;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes("a,b,label\n1,2,0\n"), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        _begun.SetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
