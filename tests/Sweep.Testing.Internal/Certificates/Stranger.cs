using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Sweep.Testing.Certificates;

/// <summary>Somebody who tries a port with TLS and whatever certificate, believing anybody.</summary>
public static class Stranger
{
    // One that is let in is spoken to, or waited for: nothing comes then. A refusal comes once the server has looked, which takes a busy machine seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(30);

    /// <summary>Whether the port lets the holder of the certificate in, and the issuer of the one that it presents itself.</summary>
    /// <param name="port">Of loopback.</param>
    /// <param name="certificate">Null for none.</param>
    public static async Task<(bool IsLetIn, string? Issuer)> TryAsync(int port, X509Certificate2? certificate)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, port);
#pragma warning disable CA5359 // Strangers believe anybody.
        await using var stream = new SslStream(connection.GetStream(), leaveInnerStreamOpen: false, (_, _, _, _) => true);
#pragma warning restore CA5359
        var options = new SslClientAuthenticationOptions { TargetHost = "" };
        if (certificate is not null)
            options.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        using var limit = new CancellationTokenSource(HandshakeLimit);
        string? issuer = null;
        try
        {
            await stream.AuthenticateAsClientAsync(options, limit.Token);
            issuer = stream.RemoteCertificate?.Issuer;
            using var waiting = new CancellationTokenSource(Patience);
            return (await stream.ReadAsync(new byte[1], waiting.Token) > 0, issuer);
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            return (false, issuer);
        }
        catch (OperationCanceledException) when (issuer is not null)
        {
            return (true, issuer);
        }
    }
}
