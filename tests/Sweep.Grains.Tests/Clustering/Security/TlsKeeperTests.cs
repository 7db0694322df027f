using System.Security.Cryptography;
using Sweep.Grains.Clustering.Security;
using Sweep.Testing.Certificates;

namespace Sweep.Grains.Tests.Clustering.Security;

public sealed class TlsKeeperTests : IDisposable
{
    private readonly TestAuthority _ours = new("ours");
    private readonly TestAuthority _theirs = new("theirs");

    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
    }

    [Theory]
    [InlineData(PeerRole.Silo, true, true)]
    [InlineData(PeerRole.Client, true, true)]
    [InlineData(PeerRole.Client, false, true)]
    [InlineData(PeerRole.Silo, false, false)]
    public void Open_RightFiles_DependOnTheRole(PeerRole role, bool isSilos, bool isRight)
    {
        var errors = Open(isSilos ? _ours.Silo() : _ours.Client(), role);
        Assert.Equal(isRight, errors.Count == 0);
        if (!isRight)
            Assert.Contains("CN=client is not one of a silo: its extended key usage must name serverAuth and clientAuth", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NothingThere_NamesAllThreeFilesAtOnce()
    {
        var errors = Open(new TestCertificate("/nowhere"), PeerRole.Silo);
        Assert.Equal(
            [
                "Sweep:Tls:Certificate: /nowhere/tls.crt: is not there; name a PEM file that this process may read",
                "Sweep:Tls:Key: /nowhere/tls.key: is not there; name a PEM file that this process may read",
                "Sweep:Tls:Authority: /nowhere/ca.crt: is not there; name a PEM file that this process may read",
            ],
            errors);
    }

    [Fact]
    public void Open_FilesThatAreNoPem_NamesAllThreeAtOnce()
    {
        var files = _ours.Silo();
        files.Write("certificate", "-----BEGIN NONSENSE-----", _ours.Client().Certificate);
        var errors = Open(files, PeerRole.Silo);
        Assert.Equal(3, errors.Count);
        Assert.Contains(errors, error => error.Contains("tls.crt: holds no certificate in PEM", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("tls.key: holds no private key in PEM", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("ca.crt: holds no certificate in PEM", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_SeveralFaults_NamesThemAllAtOnce()
    {
        var files = _theirs.Issue("late", [TestAuthority.ClientAuth], until: DateTimeOffset.UtcNow.AddHours(-1)).Believing(_ours);
        File.WriteAllText(files.Key, File.ReadAllText(_theirs.Client().Key));
        var errors = Open(files, PeerRole.Silo);
        Assert.Equal(4, errors.Count);
        Assert.Contains(errors, error => error.Contains("CN=late is not one of a silo", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("CN=late was not issued by the given authority", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("CN=late has expired, at 20", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("tls.key: does not belong to the certificate of", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_AuthorityThatIsNotThere_SaysWhatElseIsWrong()
    {
        var files = _ours.Issue("late", [], until: DateTimeOffset.UtcNow.AddHours(-1));
        File.Delete(files.Authority);
        var errors = Open(files, PeerRole.Client);
        Assert.Equal(3, errors.Count);
        Assert.Contains(errors, error => error.Contains("ca.crt: is not there", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("CN=late is not one of a client: its extended key usage must name clientAuth", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("CN=late has expired, at 20", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_NotYetValid_SaysFromWhen()
    {
        var files = _ours.Issue("early", [TestAuthority.ServerAuth, TestAuthority.ClientAuth], from: DateTimeOffset.UtcNow.AddHours(2));
        Assert.Contains("CN=early is not valid before 20", Assert.Single(Open(files, PeerRole.Silo)), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EncryptedKey_SaysThatNobodyKnowsThePassword()
    {
        var files = _ours.Silo();
        using var key = ECDsa.Create();
        File.WriteAllText(
            files.Key, key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)));
        Assert.Contains("tls.key: is encrypted", Assert.Single(Open(files, PeerRole.Silo)), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AuthorityThatIsNone_IsRefused()
    {
        var files = _ours.Silo();
        File.WriteAllText(files.Authority, File.ReadAllText(files.Certificate));
        Assert.Contains(Open(files, PeerRole.Silo), error => error.Contains("ca.crt: holds no certificate of an authority", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_SeveralAuthorities_BelievesEach() => Assert.Empty(Open(_ours.Silo().Believing(_theirs, _ours), PeerRole.Silo));

    private static List<string> Open(TestCertificate files, PeerRole role)
    {
        List<string> errors = [];
        var keeper = TlsKeeper.Open(
            new TlsFiles(new TlsFile("Sweep:Tls:Certificate", files.Certificate), new TlsFile("Sweep:Tls:Key", files.Key), new TlsFile("Sweep:Tls:Authority", files.Authority)),
            role,
            TimeProvider.System,
            errors);
        Assert.Equal(errors.Count == 0, keeper is not null);
        return errors;
    }
}
