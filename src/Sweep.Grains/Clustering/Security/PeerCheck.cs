using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sweep.Grains.Clustering.Security;

/// <summary>Whether a certificate makes its holder a silo, or a client, of the cluster whose authority is given.</summary>
internal static class PeerCheck
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    private const int LongestSubject = 100;

    /// <summary>
    /// By the authority alone: neither the system's authorities nor what a certificate says about where more can be fetched. Names are not
    /// looked at, as silos come and go under any address, nor are lists of what is revoked: a private authority is replaced.
    /// </summary>
    public static X509ChainPolicy Policy(X509Certificate2Collection authorities, DateTimeOffset? at = null)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        if (at is { } time)
            policy.VerificationTime = time.UtcDateTime;
        return policy;
    }

    /// <summary>All that is wrong with it, as the rest of a sentence whose subject is the certificate; empty where nothing is.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="chain">Built by <see cref="Policy"/>.</param>
    /// <param name="role">What its holder wants to be.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<string> Faults(X509Certificate2 certificate, X509Chain chain, PeerRole role, DateTimeOffset now)
    {
        const X509ChainStatusFlags Strange = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;
        var status = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (chain.ChainPolicy.TrustMode != X509ChainTrustMode.CustomRootTrust || (status & Strange) != 0)
            yield return "was not issued by the given authority";
        var isOutOfDate = false;
        foreach (var (fault, isOfDate) in OwnFaults(certificate, role, now))
        {
            isOutOfDate |= isOfDate;
            yield return fault;
        }

        if (!isOutOfDate && (status & X509ChainStatusFlags.NotTimeValid) != 0)
            yield return "is of an authority that has expired, or is not valid yet";
        // The usage was looked at already, more strictly.
        if ((status & ~(Strange | X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotValidForUsage)) is not X509ChainStatusFlags.NoError and var rest)
            yield return $"cannot be believed: {rest}";
    }

    /// <summary>What is wrong with it whoever issued it, and whether that is its dates.</summary>
    public static IEnumerable<(string Fault, bool IsOfDate)> OwnFaults(X509Certificate2 certificate, PeerRole role, DateTimeOffset now)
    {
        var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(usage => usage.EnhancedKeyUsages.Cast<Oid>()).Select(usage => usage.Value).ToHashSet();
        if (role == PeerRole.Silo && !(usages.Contains(ServerAuth) && usages.Contains(ClientAuth)))
            yield return ("is not one of a silo: its extended key usage must name serverAuth and clientAuth", false);
        else if (!usages.Contains(ClientAuth))
            yield return ("is not one of a client: its extended key usage must name clientAuth", false);
        if (now.UtcDateTime > certificate.NotAfter.ToUniversalTime())
            yield return ($"has expired, at {Time(certificate.NotAfter)}", true);
        else if (now.UtcDateTime < certificate.NotBefore.ToUniversalTime())
            yield return ($"is not valid before {Time(certificate.NotBefore)}, by this machine's clock", true);
    }

    /// <summary>Its subject as it may stand in a message: a stranger chose it.</summary>
    public static string Name(X509Certificate2 certificate)
    {
        var subject = string.Concat(certificate.Subject.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
        return subject.Length > LongestSubject ? $"{subject[..LongestSubject]}…" : subject;
    }

    public static string Time(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
