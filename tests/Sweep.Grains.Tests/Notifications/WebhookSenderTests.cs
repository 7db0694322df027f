using System.Net;
using System.Net.Sockets;
using Sweep.Core.Notifications;
using Sweep.Grains.Notifications;
using Sweep.Testing;
using Sweep.Testing.Webhooks;

namespace Sweep.Grains.Tests.Notifications;

/// <summary>Messages on real connections.</summary>
public sealed class WebhookSenderTests
{
    private const string Body = """{"type":"sweep.completed","data":{"name":"für dich"}}""";

    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Send_WithASecret_IsSignedAsStandardWebhooksHasIt()
    {
        await using var receiver = new WebhookReceiver();
        var message = Message(receiver.Url, secret: "KEY");
        Assert.Equal(new DeliveryReply(204), await SendAsync(message));
        var received = Assert.Single(receiver.Received);
        Assert.Equal((message.Id.ToString("d"), Now, Body, "/hooks?token=1"), (received.Id, received.SentAt, received.Body, received.Path));
        Assert.StartsWith("application/json", received.ContentType, StringComparison.Ordinal);
        Assert.StartsWith("Sweep/", received.UserAgent, StringComparison.Ordinal);
        Assert.True(received.IsSignedBy(WebhookReceiver.Secret));
        Assert.False((received with { Body = Body + " " }).IsSignedBy(WebhookReceiver.Secret));
    }

    [Fact]
    public async Task Send_WithoutASecret_HasNoSignature()
    {
        await using var receiver = new WebhookReceiver();
        Assert.True((await SendAsync(Message(receiver.Url))).IsSuccess);
        Assert.Null(Assert.Single(receiver.Received).Signature);
    }

    [Theory]
    [InlineData("MISSING", "secret MISSING is not known on ")]
    [InlineData("TOKEN", "secret TOKEN must be whsec_ and the base64 of 24 to 64 random bytes")]
    public async Task Send_SecretThatIsMissingOrNone_SendsNothingAndShowsNoValue(string name, string expected)
    {
        await using var receiver = new WebhookReceiver();
        var reply = await SendAsync(Message(receiver.Url, name));
        Assert.StartsWith(expected, reply.Trouble, StringComparison.Ordinal);
        Assert.DoesNotContain("hf_", reply.Trouble, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task Send_ToAReceiverThatRedirects_GoesNowhereElse()
    {
        await using var other = new WebhookReceiver();
        await using var receiver = new WebhookReceiver(new WebhookAnswer(307, ("Location", other.Url)));
        Assert.Equal("it answered 307", (await SendAsync(Message(receiver.Url))).Trouble);
        Assert.Empty(other.Received);
    }

    [Theory]
    [InlineData(503, "120", 120)]
    [InlineData(429, "Mon, 04 May 2026 03:04:01 GMT", 120)]
    [InlineData(429, "Mon, 04 May 2026 03:01:01 GMT", null)]
    [InlineData(500, "120", null)]
    public async Task Send_ToAReceiverThatAsksForTime_SaysHowLong(int status, string asked, int? expected)
    {
        await using var receiver = new WebhookReceiver(new WebhookAnswer(status, ("Retry-After", asked)));
        Assert.Equal(
            new DeliveryReply(status, null, expected is { } seconds ? TimeSpan.FromSeconds(seconds) : null), await SendAsync(Message(receiver.Url)));
    }

    [Fact]
    public async Task Send_WhereNobodyListens_SaysSo()
    {
        var reply = await SendAsync(Message($"http://127.0.0.1:{FreePort.Next()}/?token=1"));
        Assert.Equal(new DeliveryReply(null, "Connection refused"), reply);
    }

    [Fact]
    public async Task Send_ToAReceiverThatIsSilent_EndsInTime()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var reply = await SendAsync(Message($"http://{silent.LocalEndpoint}/"), patience: TimeSpan.FromSeconds(0.2));
        Assert.Equal(new DeliveryReply(null, "no answer within 0.2 s"), reply);
    }

    [Fact]
    public async Task Send_ToAReceiverThatTalksForEver_ReadsTheHeadAlone()
    {
        using var talker = new TcpListener(IPAddress.Loopback, 0);
        talker.Start();
        var talking = Task.Run(async () =>
        {
            using var client = await talker.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var stream = client.GetStream();
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\nx"u8.ToArray(), TestContext.Current.CancellationToken);

            // Until the sender hangs up.
            var buffer = new byte[4096];
            try
            {
                while (await stream.ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
                {
                }
            }
            catch (IOException)
            {
            }
        }, TestContext.Current.CancellationToken);
        Assert.Equal(new DeliveryReply(200), await SendAsync(Message($"http://{talker.LocalEndpoint}/")));
        await talking;
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Send_ToThisMachineWhereItMayNot_NeverConnects(string host)
    {
        await using var receiver = new WebhookReceiver();
        var url = receiver.Url.Replace("127.0.0.1", host, StringComparison.Ordinal);
        using var sender = new WebhookSender(new ReceiverPolicy([], allowsLoopback: false), _ => null);
        var reply = await sender.SendAsync(Message(url), Body, Now, Patience, TestContext.Current.CancellationToken);
        Assert.Contains("this machine itself, which is called only where Sweep:Notify:AllowedHosts names it", reply.Trouble, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);
    }

    [Fact]
    public async Task Send_ToAHostThatIsNotNamed_AsksNoNameServer()
    {
        using var sender = new WebhookSender(new ReceiverPolicy(["a.example"], allowsLoopback: false), _ => null);
        var reply = await sender.SendAsync(Message("https://b.example/"), Body, Now, Patience, TestContext.Current.CancellationToken);
        Assert.Equal("b.example is not among Sweep:Notify:AllowedHosts", reply.Trouble);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://me:pass@a.example/")]
    public async Task Send_AddressThatSomebodyWroteIntoTheDatabase_IsNotCalled(string url) =>
        Assert.StartsWith("its address must ", (await SendAsync(Message(url))).Trouble, StringComparison.Ordinal);

    private static NotificationMessage Message(string url, string? secret = null) => new(Guid.CreateVersion7(), url, secret);

    private static async Task<DeliveryReply> SendAsync(NotificationMessage message, TimeSpan? patience = null)
    {
        using var sender = new WebhookSender(
            new ReceiverPolicy([], allowsLoopback: true), name => name == "KEY" ? WebhookReceiver.Secret : name == "TOKEN" ? "hf_0123456789abcdefghijklmnopqrstuv" : null);
        return await sender.SendAsync(message, Body, Now, patience ?? Patience, TestContext.Current.CancellationToken);
    }
}
