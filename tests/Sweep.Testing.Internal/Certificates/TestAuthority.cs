using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sweep.Testing.Certificates;

/// <summary>A private authority that issues certificates for silos and clients as PEM files.</summary>
public sealed class TestAuthority : IDisposable
{
    /// <summary>Extended key usage of what is called.</summary>
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    /// <summary>Extended key usage of what calls.</summary>
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private static readonly DateTimeOffset Begin = DateTimeOffset.UtcNow.AddDays(-3);

    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate;
    private readonly string _name;

    public TestAuthority(string name)
    {
        _name = name;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        _certificate = request.CreateSelfSigned(Begin, Begin.AddDays(30));
    }

    /// <summary>Its own certificate.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A certificate that makes its holder a silo.</summary>
    public TestCertificate Silo(string name = "silo") => Issue(name, [ServerAuth, ClientAuth]);

    /// <summary>A certificate that makes its holder a client.</summary>
    public TestCertificate Client(string name = "client") => Issue(name, [ClientAuth]);

    /// <summary>Issues a certificate, with this authority's beside it.</summary>
    /// <param name="name">Its subject, and its files' folder.</param>
    /// <param name="usages">What it may be used for; nothing is said where empty.</param>
    /// <param name="from">When it begins; three days ago where not given.</param>
    /// <param name="until">When it ends; after 20 days where not given.</param>
    public TestCertificate Issue(string name, IEnumerable<string> usages, DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request(name, key);
        var purposes = new OidCollection();
        foreach (var usage in usages)
            purposes.Add(new Oid(usage));
        if (purposes.Count > 0)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(purposes, critical: false));
        using var issued = request.Create(_certificate, from ?? Begin, until ?? Begin.AddDays(20), RandomNumberGenerator.GetBytes(8));
        var folder = Directory.CreateDirectory(_folder.File($"{name}-{Guid.NewGuid():n}")).FullName;
        var certificate = new TestCertificate(folder);
        certificate.Write(issued.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), Pem);
        return certificate;
    }

    public override string ToString() => _name;

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Dispose();
    }

    private static CertificateRequest Request(string name, ECDsa key) => new($"CN={name}", key, HashAlgorithmName.SHA256);
}
