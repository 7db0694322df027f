using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sweep.Grains.Clustering.Security;
using Sweep.Grains.Tests.Hosting;
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
    public async Task Watch_CertificateOfFewDaysOrFilesThatGoBad_WarnsOnceADay()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var files = _ours.Issue("silo", [TestAuthority.ServerAuth, TestAuthority.ClientAuth], until: time.GetUtcNow().AddDays(15.5));
        var keeper = TlsKeeper.Open(FilesOf(files), PeerRole.Silo, time, [])!;
        using var log = new ListLog();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var watch = new TlsWatch(keeper, factory.CreateLogger<TlsWatch>());
        await watch.StartAsync(TestContext.Current.CancellationToken);
        Assert.Null(keeper.Trouble(factory.CreateLogger("")));
        int Said(string words) => log.Lines.Count(line => line.Contains(words, StringComparison.Ordinal));

        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, Said("valid until"));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, Said("CN=silo of"));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, Said("have another issued and put it there"));

        await File.WriteAllTextAsync(files.Key, "-----BEGIN NONSENSE-----", TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Contains("cannot be used, and those read before stay: Sweep:Tls:Key", keeper.Trouble(factory.CreateLogger("")), StringComparison.Ordinal);
        await watch.StopAsync(TestContext.Current.CancellationToken);
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

    private static TlsFiles FilesOf(TestCertificate files) =>
        new(new TlsFile("Sweep:Tls:Certificate", files.Certificate), new TlsFile("Sweep:Tls:Key", files.Key), new TlsFile("Sweep:Tls:Authority", files.Authority));

    private static List<string> Open(TestCertificate files, PeerRole role)
    {
        List<string> errors = [];
        var keeper = TlsKeeper.Open(
            FilesOf(files),
            role,
            TimeProvider.System,
            errors);
        Assert.Equal(errors.Count == 0, keeper is not null);
        return errors;
    }
}
