using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sweep.Grains.Clustering.Security;

/// <summary>What the files of <see cref="TlsFiles"/> hold, checked.</summary>
internal sealed class TlsCredentials
{
    private readonly X509Certificate2Collection _authorities;

    private TlsCredentials(X509Certificate2 certificate, X509Certificate2Collection between, X509Certificate2Collection authorities)
    {
        Certificate = certificate;
        Context = SslStreamCertificateContext.Create(certificate, between, offline: true);
        _authorities = authorities;
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate, with those between it and the authority.</summary>
    public SslStreamCertificateContext Context { get; }

    public X509ChainPolicy Policy() => PeerCheck.Policy(_authorities);

    /// <summary>Reads and checks the files; null where something is wrong, all of which goes to <paramref name="errors"/>.</summary>
    public static TlsCredentials? Read(TlsFiles files, PeerRole role, DateTimeOffset now, ICollection<string> errors)
    {
        var text = files.Certificate.Read(errors);
        var key = files.Key.Read(errors);
        var authority = files.Authority.Read(errors);
        var own = text is null ? null : Certificates(files.Certificate, text, errors);
        var authorities = authority is null ? null : Authorities(files.Authority, authority, errors);
        if (own is not null)
            Check(files, own, authorities, role, now, errors);
        var pair = key is null ? null : Pair(files, own is null ? null : text, key, errors);
        if (own is null || authorities is null || pair is null || errors.Count > 0)
            return null;
        own.RemoveAt(0);
        return new TlsCredentials(pair, own, authorities);
    }

    private static X509Certificate2Collection? Certificates(TlsFile file, string text, ICollection<string> errors)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            // As if there were none.
        }

        if (certificates.Count > 0)
            return certificates;
        errors.Add(file.Error("holds no certificate in PEM; it must have a block \"-----BEGIN CERTIFICATE-----\""));
        return null;
    }

    private static X509Certificate2Collection? Authorities(TlsFile file, string text, ICollection<string> errors)
    {
        if (Certificates(file, text, errors) is not { } certificates)
            return null;
        if (certificates.Any(IsAuthority))
            return certificates;
        errors.Add(file.Error("holds no certificate of an authority (basic constraints CA:TRUE); name that which signed the certificates of silos and clients"));
        return null;
    }

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(limits => limits.CertificateAuthority);

    private static void Check(
        TlsFiles files, X509Certificate2Collection own, X509Certificate2Collection? authorities, PeerRole role, DateTimeOffset now, ICollection<string> errors)
    {
        using var chain = new X509Chain { ChainPolicy = PeerCheck.Policy(authorities ?? [], now) };
        chain.ChainPolicy.ExtraStore.AddRange(own);
        chain.Build(own[0]);
        // Where there is no authority, that is said already.
        foreach (var fault in authorities is null
            ? PeerCheck.OwnFaults(own[0], role, now).Select(one => one.Fault)
            : PeerCheck.Faults(own[0], chain, role, now))
            errors.Add(files.Certificate.Error($"{PeerCheck.Name(own[0])} {fault}; have another issued by the authority of {files.Authority.Setting}"));
    }

    /// <param name="files">Which files.</param>
    /// <param name="certificate">Null where there is no certificate to which the key could belong.</param>
    /// <param name="key">The key's text.</param>
    /// <param name="errors">Told what is wrong.</param>
    private static X509Certificate2? Pair(TlsFiles files, string? certificate, string key, ICollection<string> errors)
    {
        if (!PemEncoding.TryFind(key, out _) || !key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            errors.Add(files.Key.Error("holds no private key in PEM; it must have a block \"-----BEGIN PRIVATE KEY-----\""));
        else if (key.Contains("ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal) || key.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            errors.Add(files.Key.Error("is encrypted, and there is nobody to ask for the password; write it without one (openssl pkey) and let only this process's user read it"));
        else if (certificate is not null)
        {
            try
            {
                return X509Certificate2.CreateFromPem(certificate, key);
            }
            catch (Exception mismatch) when (mismatch is CryptographicException or ArgumentException)
            {
                errors.Add(files.Key.Error($"does not belong to the certificate of {files.Certificate.Path}; name the key with which that was requested"));
            }
        }

        return null;
    }
}
