using System.Diagnostics;
using System.Net.ServerSentEvents;

namespace Sweep.Benchmarks.Watching;

/// <summary>Somebody who watches a sweep: by its events alone, or as an open page does, which loads itself again when there is one.</summary>
/// <param name="client">Of the server.</param>
/// <param name="sweep">The sweep.</param>
/// <param name="isPage">Whether it is a page.</param>
internal sealed class WatchingReader(HttpClient client, Guid sweep, bool isPage)
{
    // As wwwroot/live.js has them.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(5);
    private const int CostFactor = 20;

    private TimeSpan _cost;
    private long _loadedAt;
    private long _wholeAt;

    public int Events { get; private set; }

    public int Loads { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Watches until the sweep has ended, or nobody wants to any more.</summary>
    public async Task WatchAsync(CancellationToken cancellation)
    {
        try
        {
            if (isPage)
                await LoadAsync(isWhole: true, cancellation);
            await using var stream = await client.GetStreamAsync(new Uri($"/v1/sweeps/{sweep:d}/events", UriKind.Relative), cancellation);
            await foreach (var one in SseParser.Create(stream).EnumerateAsync(cancellation))
            {
                Events++;
                Bytes += one.Data.Length;
                if (isPage && Stopwatch.GetElapsedTime(_loadedAt) >= Shortest)
                    await LoadAsync(Stopwatch.GetElapsedTime(_wholeAt) >= (Whole > CostFactor * _cost ? Whole : CostFactor * _cost), cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The sweep has ended before its last event came.
        }
    }

    private async Task LoadAsync(bool isWhole, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var page = await client.GetByteArrayAsync(new Uri($"/sweeps/{sweep:d}{(isWhole ? "" : "?fragment=head")}", UriKind.Relative), cancellation);
        (Loads, Bytes, _loadedAt) = (Loads + 1, Bytes + page.Length, Stopwatch.GetTimestamp());
        if (isWhole)
            (_wholeAt, _cost) = (began, Stopwatch.GetElapsedTime(began));
    }
}
