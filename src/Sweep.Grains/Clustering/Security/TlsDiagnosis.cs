using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sweep.Grains.Clustering.Security;

/// <summary>
/// Finds out whether silos cannot be joined because of certificates: Orleans tries again for minutes, and neither end is told why (.NET
/// sends no TLS alert on Linux, it hangs up).
/// </summary>
public static class TlsDiagnosis
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    // A silo that has just started on a busy machine takes its time for the first handshakes.
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Starts what joins a cluster, and ends it once it is known to be refused.</summary>
    /// <param name="start">Joins; it may take long to look at its token.</param>
    /// <param name="findRefusal">As <see cref="FindRefusalAsync"/>.</param>
    /// <param name="patience">How long joining may take before it is asked, and asked again.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterRefusedException">It is refused.</exception>
    public static async Task StartAsync(
        Func<CancellationToken, Task> start, Func<CancellationToken, Task<string?>> findRefusal, TimeSpan patience, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(findRefusal);
        using var refused = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var starting = start(refused.Token);
        while (await Task.WhenAny(starting, Task.Delay(patience, cancellation)) != starting && !cancellation.IsCancellationRequested)
        {
            if (await findRefusal(cancellation) is not { } refusal || starting.IsCompletedSuccessfully)
                continue;
            await refused.CancelAsync();
            // So that whoever disposes of it finds it at rest.
            await Task.WhenAny(starting, Task.Delay(Limit, cancellation));
            throw new ClusterRefusedException(refusal);
        }

        // What was refused may have been declared dead before it was asked why.
        var hasFailed = starting is { IsCompleted: true, IsCompletedSuccessfully: false } && !cancellation.IsCancellationRequested;
        if (hasFailed && await findRefusal(cancellation) is { } late)
            throw new ClusterRefusedException(late);

        // Orleans may wait for a connection attempt's own end before it looks at the token; what looks sooner is to be at rest before it is disposed of.
        await Task.WhenAny(starting, RestAsync(cancellation));
        cancellation.ThrowIfCancellationRequested();
        await starting;
    }

    private static async Task RestAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(Limit, CancellationToken.None);
    }

    /// <summary>Asks some of the silos; a sentence where none of them takes this process for one of theirs and one refuses it, else null.</summary>
    /// <param name="silos">Their ports, for silos or for clients.</param>
    /// <param name="own">This process's certificate; null where it has none.</param>
    /// <param name="show">Writes the key of a setting as this process's people write it.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<string?> FindRefusalAsync(
        IReadOnlyCollection<IPEndPoint> silos, TlsKeeper? own, Func<string, string> show, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(silos.Take(3).Select(silo => AskTwiceAsync(silo, own, show, cancellation)));
        return Array.Exists(answers, answer => answer.IsFine) ? null : Array.Find(answers, answer => answer.Refusal is not null).Refusal;
    }

    // One that dies in the midst hangs up too, but once.
    private static async Task<Answer> AskTwiceAsync(IPEndPoint silo, TlsKeeper? own, Func<string, string> show, CancellationToken cancellation)
    {
        var first = await AskAsync(silo, own, show, cancellation);
        if (first.Refusal is null)
            return first;
        await Task.Delay(Pause, cancellation);
        return await AskAsync(silo, own, show, cancellation);
    }

    private static async Task<Answer> AskAsync(IPEndPoint silo, TlsKeeper? own, Func<string, string> show, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(HandshakeLimit);
        try
        {
            using var connection = new TcpClient(silo.AddressFamily);
            await connection.ConnectAsync(silo, limit.Token);
            await using var stream = new SslStream(connection.GetStream());
            return own is null ? await AskForTlsAsync(silo, stream, show, limit.Token) : await PresentAsync(silo, stream, own, limit);
        }
        catch (Exception silent) when (silent is OperationCanceledException or SocketException or IOException)
        {
            cancellation.ThrowIfCancellationRequested();
            return default;
        }
    }

    private static async Task<Answer> AskForTlsAsync(IPEndPoint silo, SslStream stream, Func<string, string> show, CancellationToken cancellation)
    {
        var speaksTls = false;
        try
        {
            // The connection ends here: whether it is a silo's does not matter.
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = "", RemoteCertificateValidationCallback = (_, _, _, _) => !(speaksTls = true) },
                cancellation);
        }
        catch (AuthenticationException)
        {
            // Also what is no TLS at all ends so: only a certificate that was presented tells them apart.
        }

        return speaksTls
            ? new Answer(false, $"{silo} speaks TLS and asks for a certificate: name one, its key and the cluster's authority with {string.Join(" and ", TlsFiles.Keys.Select(show))}")
            : new Answer(true, null);
    }

    private static async Task<Answer> PresentAsync(IPEndPoint silo, SslStream stream, TlsKeeper own, CancellationTokenSource limit)
    {
        var handshake = new Handshake(PeerRole.Silo, own.Time);
        var options = new SslClientAuthenticationOptions();
        TlsExtensions.Secure(options, own.Current(NullLogger.Instance), handshake);
        try
        {
            await stream.AuthenticateAsClientAsync(options, limit.Token);
        }
        catch (AuthenticationException failure)
        {
            return new Answer(false, handshake.Fault is { } fault ? $"{silo} {fault}" : $"{silo} does not speak the TLS of a silo: {failure.Message}");
        }
        catch (IOException)
        {
            return new Answer(false, $"{silo} ends the TLS handshake: it has no certificates, or refuses {own.Name}; its log says why");
        }

        try
        {
            // One that takes the certificate begins to speak, or waits for what is said next.
            limit.CancelAfter(Limit);
            if (await stream.ReadAsync(new byte[1], limit.Token) > 0)
                return new Answer(true, null);
        }
        catch (IOException)
        {
            // As an end.
        }
        catch (OperationCanceledException)
        {
            return new Answer(true, null);
        }

        return new Answer(false, $"{silo} refuses the certificate {own.Name}: it is not of that silo's authority, or not for this use; that silo's log says which");
    }

    private readonly record struct Answer(bool IsFine, string? Refusal);
}
