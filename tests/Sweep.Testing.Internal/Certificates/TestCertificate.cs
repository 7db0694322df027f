using System.Security.Cryptography.X509Certificates;

namespace Sweep.Testing.Certificates;

/// <summary>A certificate, its key and the authority that its holder believes, in the files of a folder.</summary>
public sealed record TestCertificate(string Folder)
{
    public string Certificate => Path.Combine(Folder, "tls.crt");

    public string Key => Path.Combine(Folder, "tls.key");

    public string Authority => Path.Combine(Folder, "ca.crt");

    /// <summary>What a silo is told.</summary>
    public IEnumerable<string> Settings => [$"--Sweep:Tls:Certificate={Certificate}", $"--Sweep:Tls:Key={Key}", $"--Sweep:Tls:Authority={Authority}"];

    /// <summary>What a client finds in its environment.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Sweep__Tls__Certificate"] = Certificate,
        ["Sweep__Tls__Key"] = Key,
        ["Sweep__Tls__Authority"] = Authority,
    };

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(Certificate, Key);

    /// <summary>Writes the files, over those that are there.</summary>
    public void Write(string certificate, string key, string authority)
    {
        File.WriteAllText(Certificate, certificate);
        File.WriteAllText(Key, key);
        File.WriteAllText(Authority, authority);
    }

    /// <summary>Puts another certificate's files in the place of these.</summary>
    public void Become(TestCertificate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Write(File.ReadAllText(other.Certificate), File.ReadAllText(other.Key), File.ReadAllText(other.Authority));
    }

    /// <summary>The same certificate, whose holder believes these authorities.</summary>
    public TestCertificate Believing(params IEnumerable<TestAuthority> authorities)
    {
        File.WriteAllText(Authority, string.Join('\n', authorities.Select(authority => authority.Pem)));
        return this;
    }
}
