using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sweep.Core.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Service.Answers;
using Sweep.Service.Views;

namespace Sweep.Service.Remote;

/// <summary>Sends requests to a server and reads what it answers.</summary>
internal sealed class ServerClient : IDisposable
{
    /// <summary>More than a server takes for an answer.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(100);

    /// <summary>Of a request whose answer takes as long as it takes, as that of a deletion does.</summary>
    public static readonly HttpRequestOptionsKey<bool> TakesItsTime = new("sweep-takes-its-time");

    private const string InOtherForm = "in another form than servers of Sweep do";

    private readonly HttpClient _http;
    private readonly RetryHandler _retries;
    private readonly ServerProblems _problems;
    private readonly TimeProvider _time;

    public ServerClient(SweepServerOptions options, HttpMessageHandler? transport)
    {
        _time = options.Time;
        _problems = new ServerProblems(options);
        _retries = new RetryHandler(options.Time, transport ?? Network(options.Address));
        _http = new HttpClient(_retries) { BaseAddress = new Uri(options.Address, "v1/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", $"sweep/{BuildVersion.Current}");
        if (options.Key is { } key)
            _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {key}");
    }

    /// <summary>Where a sweep is, from <c>/v1/</c> on.</summary>
    public static string PathOf(Guid sweep) => $"sweeps/{sweep:d}";

    /// <summary>How people know the server.</summary>
    public string Description => _problems.Server;

    /// <summary>Asks for one document.</summary>
    /// <param name="method">How.</param>
    /// <param name="path">From <c>/v1/</c> on.</param>
    /// <param name="type">Of the document.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="adjust">Adds what the request has besides.</param>
    /// <exception cref="RefusalException">The server cannot be reached, does not let this key do it, or answers as none of Sweep's does.</exception>
    public async Task<Answer<T>> AskAsync<T>(
        HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken cancellation, Action<HttpRequestMessage>? adjust = null)
        where T : notnull
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        adjust?.Invoke(request);

        var takesItsTime = method == HttpMethod.Delete || (request.Options.TryGetValue(TakesItsTime, out var wanted) && wanted);
        using var alarm = new CancellationTokenSource(takesItsTime ? Timeout.InfiniteTimeSpan : AnswerLimit, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, alarm.Token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!response.IsSuccessStatusCode)
                return await _problems.ReadAsync(response, limit.Token);
            await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
            return await JsonSerializer.DeserializeAsync(body, type, limit.Token) ?? throw new JsonException("null is no document");
        }
        catch (JsonException)
        {
            throw Foreign();
        }
        catch (Exception failure) when (IsOfConnection(failure))
        {
            throw _problems.OfConnection(failure, isFirst: !_retries.HasAnswered);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw _problems.OfSilence(AnswerLimit);
        }
    }

    /// <summary>Asks for what comes bit by bit: the caller reads the body.</summary>
    /// <inheritdoc cref="AskAsync{T}"/>
    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellation, Action<HttpRequestMessage>? adjust = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        adjust?.Invoke(request);
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
                throw new RefusalException(await _problems.ReadAsync(response, cancellation));
        }
        catch (Exception failure) when (IsOfConnection(failure))
        {
            throw _problems.OfConnection(failure, isFirst: !_retries.HasAnswered);
        }
    }

    /// <summary>Reads a document that has no type of its own.</summary>
    /// <exception cref="RefusalException">It is none that a server of Sweep gives.</exception>
    public T Read<T>(JsonElement document, Func<JsonElement, T> read)
    {
        try
        {
            return read(document);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Foreign();
        }
    }

    /// <summary>The state that a document has.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static SweepState StateOf(JsonElement sweep) =>
        SweepStates.TryParse(sweep.GetProperty("state").GetString(), out var state) ? state : throw new FormatException("no sweep has this state");

    /// <summary>That a body ended before its end.</summary>
    public RefusalException Broken(Exception failure) => _problems.OfConnection(failure, isFirst: false);

    /// <summary>That a body is none of what servers of Sweep answer.</summary>
    public RefusalException Foreign() => _problems.OfOther(InOtherForm);

    /// <summary>The refusal that a problem in the midst of a stream is.</summary>
    public RefusalException Refused(ProblemView problem) => new(_problems.Of(problem));

    /// <summary>Whether a connection is at fault.</summary>
    public static bool IsOfConnection(Exception failure) =>
        failure is HttpRequestException or IOException or TimeoutException or OperationCanceledException { InnerException: TimeoutException };

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler Network(Uri address) => new()
    {
        // A key goes where it was sent, and nowhere else.
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        AutomaticDecompression = address.IsLoopback ? DecompressionMethods.None : DecompressionMethods.GZip | DecompressionMethods.Brotli,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };
}
