using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Sweep.Core.Notifications;
using Sweep.Core.Texts;
using Sweep.Grains.Telemetry;

namespace Sweep.Grains.Notifications;

/// <summary>
/// Posts messages as Standard Webhooks has them. It follows no redirect, uses no proxy, keeps no cookie and reads no answer beyond its head, and which
/// address a name has is looked at where the connection is made, so that no second answer of a name server leads elsewhere.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private const int MostHeadKilobytes = 16;
    private const int LongestTrouble = 300;

    private static readonly ProductInfoHeaderValue Program = new("Sweep", BuildVersion.Current);

    private readonly ReceiverPolicy _policy;
    private readonly Func<string, string?> _secrets;
    private readonly HttpClient _client;

    /// <param name="policy">Whom it calls.</param>
    /// <param name="secrets">The value of a secret by its name; null where there is none.</param>
    public WebhookSender(ReceiverPolicy policy, Func<string, string?> secrets)
    {
        (_policy, _secrets) = (policy, secrets);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = MostHeadKilobytes,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, cancellation),
        };
        _client = new HttpClient(handler) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
    }

    /// <summary>One attempt; failures of the network are replies too.</summary>
    /// <param name="body">What is sent.</param>
    /// <param name="now">Of this attempt.</param>
    /// <param name="timeout">How long an answer is waited for.</param>
    public async Task<DeliveryReply> SendAsync(NotificationMessage message, string body, DateTimeOffset now, TimeSpan timeout, CancellationToken cancellation)
    {
        if (NotifyUrl.Refusal(message.Url) is { } wrong)
            return new DeliveryReply(null, $"its address {wrong}");
        using var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.UserAgent.Add(Program);
        if (Sign(request, message, body, now) is { } missing)
            return new DeliveryReply(null, missing);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new DeliveryReply((int)response.StatusCode, null, RetryAfter(response, now));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryReply(null, string.Create(CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds:0.#} s"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new DeliveryReply(null, Printable.Of(Secrets.Masked(failure.GetBaseException().Message), LongestTrouble));
        }
    }

    public void Dispose() => _client.Dispose();

    /// <returns>Why it cannot be signed; null where it is, or need not be.</returns>
    private string? Sign(HttpRequestMessage request, NotificationMessage message, string body, DateTimeOffset now)
    {
        var (id, seconds) = (message.Id.ToString("d"), now.ToUnixTimeSeconds());
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        if (message.Secret is not { } name)
            return null;
        if (_secrets(name) is not { Length: > 0 } secret)
            return $"secret {name} is not known on {Environment.MachineName}; set Sweep:Secrets:{name} there (for sweep: the variable {name})";
        if (WebhookSignature.KeyOf(secret.Trim()) is not { } key)
            return $"secret {name} {WebhookSignature.SecretRule}";
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(key, id, seconds, body));
        return null;
    }

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || response.Headers.RetryAfter is not { } asked)
            return null;
        var wish = asked.Delta ?? asked.Date - now;
        return wish > TimeSpan.Zero ? wish : null;
    }

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint receiver, CancellationToken cancellation)
    {
        if (_policy.RefusalOf(receiver.Host) is { } refused)
            throw new ReceiverRefusedException(refused);
        var addresses = await Dns.GetHostAddressesAsync(receiver.Host, cancellation);
        var allowed = addresses.Where(address => _policy.RefusalOf(receiver.Host, address) is null).ToArray();
        if (allowed.Length == 0)
            throw new ReceiverRefusedException(addresses.Length == 0 ? $"{receiver.Host} has no address" : _policy.RefusalOf(receiver.Host, addresses[0])!);
        for (var k = 0; ; k++)
        {
            var socket = new Socket(allowed[k].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(allowed[k], receiver.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (k < allowed.Length - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
