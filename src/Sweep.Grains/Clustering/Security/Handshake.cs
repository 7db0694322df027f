using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Sweep.Grains.Clustering.Security;

/// <summary>What is found out about the other end of a connection while it is made.</summary>
/// <param name="role">What the other end must be.</param>
/// <param name="time">The clock.</param>
internal sealed class Handshake(PeerRole role, TimeProvider time)
{
    /// <summary>Whether its certificate was seen, and is right.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>What is wrong with it; null where nothing is, or no certificate was looked at.</summary>
    public string? Fault { get; private set; }

    /// <summary>A callback of <see cref="SslStream"/>, whose chain was built by <see cref="PeerCheck.Policy"/>.</summary>
    public bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 presented || chain is null)
            Fault = "presents no certificate";
        else if (PeerCheck.Faults(presented, chain, role, time.GetUtcNow()).FirstOrDefault() is { } fault)
            Fault = $"presents the certificate {PeerCheck.Name(presented)}, which {fault}";
        else if ((errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) != SslPolicyErrors.None)
            Fault = $"presents the certificate {PeerCheck.Name(presented)}, which cannot be believed: {errors}";
        IsAccepted = Fault is null;
        return IsAccepted;
    }
}
