using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sweep.Service.Answers;
using Sweep.Service.Views;

namespace Sweep.Service.Remote;

/// <summary>
/// The events of a sweep, one by one. A connection that is lost or silent is made anew from the last event on, until nothing has answered for ten minutes.
/// </summary>
internal sealed class SweepEvents(ServerClient client, Guid sweep, SweepServerOptions options) : IAsyncDisposable
{
    /// <summary>Servers say something every 15 seconds.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SilenceBeforeWords = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly TimeProvider _time = options.Time;
    private HttpResponseMessage? _response;
    private SseParser<string>? _parser;
    private IAsyncEnumerator<SseItem<string>>? _items;
    private string _lastId = "";
    private TimeSpan _pause = TimeSpan.FromSeconds(2);
    private long? _silentSince;
    private bool _saidSilent;

    /// <summary>How far the sweep is, once there is something new to say.</summary>
    /// <exception cref="RefusalException">It can no longer be watched.</exception>
    public async Task<SweepProgressView> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadAsync(cancellation) is not { } item)
            {
                await PauseAsync(cancellation);
                continue;
            }

            if (item.EventId is { Length: > 0 } id)
                _lastId = id;
            switch (item.EventType)
            {
                case "progress":
                    return Parse(item.Data, SweepJson.Default.SweepProgressView);
                case "problem":
                    throw client.Refused(Parse(item.Data, SweepJson.Default.ProblemView));
                default:
                    break; // Of a younger server.
            }
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <summary>Null where the connection is lost.</summary>
    private async Task<SseItem<string>?> ReadAsync(CancellationToken cancellation)
    {
        Exception lost;
        try
        {
            _items ??= await ConnectAsync(cancellation);
            if (await _items.MoveNextAsync())
            {
                NoteAnswer();
                return _items.Current;
            }

            lost = new IOException("the server ended the stream");
        }
        catch (Exception failure) when (ServerClient.IsOfConnection(failure))
        {
            lost = client.Broken(failure);
        }
        catch (RefusalException refused) when (refused.Refusal.Kind == RefusalKind.Failed)
        {
            lost = refused;
        }

        await CloseAsync();
        _silentSince ??= _time.GetTimestamp();
        if (_time.GetElapsedTime(_silentSince.Value) < Patience)
            return null;
        throw lost as RefusalException ?? client.Broken(lost);
    }

    private async Task<IAsyncEnumerator<SseItem<string>>> ConnectAsync(CancellationToken cancellation)
    {
        _response = await client.OpenAsync(
            $"{ServerClient.PathOf(sweep)}/events?trials=true", cancellation,
            request =>
            {
                request.Headers.Accept.ParseAdd("text/event-stream");
                if (_lastId.Length > 0)
                    request.Headers.TryAddWithoutValidation("Last-Event-ID", _lastId);
                request.Options.Set(RetryHandler.IsSentOnce, true);
            });
        _parser = SseParser.Create(new WatchedStream(await _response.Content.ReadAsStreamAsync(cancellation), LongestSilence, _time));
        return _parser.EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
    }

    private async Task PauseAsync(CancellationToken cancellation)
    {
        if (!_saidSilent && _silentSince is { } since && _time.GetElapsedTime(since) >= SilenceBeforeWords)
        {
            _saidSilent = true;
            options.Answers?.Invoke(false);
        }

        await Task.Delay(_pause, _time, cancellation);
    }

    private void NoteAnswer()
    {
        if (_saidSilent)
            options.Answers?.Invoke(true);
        (_silentSince, _saidSilent) = (null, false);
    }

    private async Task CloseAsync()
    {
        if (_parser is { ReconnectionInterval: var wanted } && wanted >= TimeSpan.Zero)
            _pause = wanted;
        if (_items is not null)
            await _items.DisposeAsync();
        _response?.Dispose();
        (_items, _parser, _response) = (null, null, null);
    }

    private T Parse<T>(string data, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(data, type) ?? throw new JsonException("null is no event");
        }
        catch (JsonException)
        {
            throw client.Foreign();
        }
    }
}
