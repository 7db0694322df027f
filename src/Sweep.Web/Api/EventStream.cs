using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Sweep.Service.Views;

namespace Sweep.Web.Api;

/// <summary>
/// Server-sent events of a sweep until it has ended. Written here and not by the framework's result, which has no way to send the comments that keep a silent
/// connection open.
/// </summary>
/// <param name="seat">The watcher's part in the sweep's feed.</param>
/// <param name="pass">Its place among all streams.</param>
/// <param name="withTrials">Whether it tells of the trials in training too.</param>
internal sealed class EventStream(FeedSeat seat, IDisposable pass, bool withTrials) : IResult
{
    private const int RetryMilliseconds = 2000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using (pass)
        using (seat)
        {
            var services = httpContext.RequestServices;
            // Of the reader, and of the server (see LongRequests).
            var end = httpContext.RequestAborted;
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            httpContext.Response.ContentType = "text/event-stream";
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers["X-Accel-Buffering"] = "no";
            try
            {
                await WriteAsync(httpContext, services.GetRequiredService<ApiLimits>(), services.GetRequiredService<TimeProvider>(), end);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The reader has gone, or the server stops; readers come back by themselves.
            }
        }
    }

    private async Task WriteAsync(HttpContext http, ApiLimits limits, TimeProvider time, CancellationToken cancellation)
    {
        var seen = http.Request.Headers["Last-Event-ID"].ToString();
        await SendAsync(http, string.Create(CultureInfo.InvariantCulture, $"retry: {RetryMilliseconds}\n\n"), cancellation);
        var saidAt = time.GetTimestamp();
        while (true)
        {
            var (newest, next) = seat.Feed.Now;
            if (newest is not null && (IdOf(newest) != seen || newest.IsLast))
            {
                await SendAsync(http, TextOf(newest), cancellation);
                (seen, saidAt) = (IdOf(newest), time.GetTimestamp());
            }

            if (newest?.IsLast == true)
                return;

            // What is published may be nothing that this stream says: silence counts from what it said.
            var rest = limits.KeepAlive - time.GetElapsedTime(saidAt);
            if (rest <= TimeSpan.Zero)
            {
                await SendAsync(http, ": \n\n", cancellation);
                saidAt = time.GetTimestamp();
                continue;
            }

            using var alarm = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(next, Task.Delay(rest, time, alarm.Token));
            await alarm.CancelAsync();

            // A wait that was given up ends at once, and so would every next one.
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private string IdOf(FeedEvent one) => withTrials ? $"{one.Version}-{one.TrialsVersion}" : one.Version;

    private string TextOf(FeedEvent one)
    {
        var (name, data) = one.Progress is { } progress
            ? ("progress", JsonSerializer.Serialize(withTrials ? progress : progress with { RunningTrials = null }, SweepJson.Default.SweepProgressView))
            : ("problem", JsonSerializer.Serialize(Problems.ViewOf(one.Refusal!), SweepJson.Default.ProblemView));
        return $"event: {name}\nid: {IdOf(one)}\ndata: {data}\n\n";
    }

    private static async Task SendAsync(HttpContext http, string text, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        await http.Response.Body.FlushAsync(cancellation);
    }
}
