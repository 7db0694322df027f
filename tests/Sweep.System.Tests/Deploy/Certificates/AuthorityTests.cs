using Sweep.Grains.Clustering.Security;
using Sweep.SystemTests.Deploy.Engine;
using Sweep.Testing;
using Sweep.Testing.Certificates;

namespace Sweep.SystemTests.Deploy.Certificates;

/// <summary>What deploy/authority.sh makes is what silos and clients take.</summary>
[Long]
public sealed class AuthorityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Authority_MadeTwice_StaysAndItsCertificatesAreThoseOfASiloAndAClient()
    {
        await MakeAsync();
        Assert.Empty(Faults("silo", PeerRole.Silo));
        Assert.Empty(Faults("client", PeerRole.Client));
        Assert.Contains("CN=sweep client is not one of a silo", Assert.Single(Faults("client", PeerRole.Silo)), StringComparison.Ordinal);
        var made = Texts();
        await MakeAsync();
        Assert.Equal(made, Texts());
    }

    [Fact]
    public async Task Certificates_NearTheirEnd_AreRenewedByTheSameAuthority()
    {
        await MakeAsync();
        var (authority, silo) = (Text("silo/ca.crt"), Text("silo/tls.crt"));
        await MakeAsync("SWEEP_RENEW_DAYS=400");
        Assert.Equal(authority, Text("silo/ca.crt"));
        Assert.NotEqual(silo, Text("silo/tls.crt"));
        Assert.Empty(Faults("silo", PeerRole.Silo));
    }

    [Fact]
    public async Task Authority_Lost_IsMadeAnewWithAllCertificates()
    {
        await MakeAsync();
        Directory.Delete(_folder.File("tls/authority"), recursive: true);
        await MakeAsync();
        Assert.Empty(Faults("silo", PeerRole.Silo));
        Assert.Empty(Faults("client", PeerRole.Client));
        Assert.Equal(Text("authority/tls.crt"), Text("client/ca.crt"));
    }

    [Fact]
    public async Task Keys_OfSiloAndClient_AreReadByTheirUserAlone()
    {
        await MakeAsync();
        Assert.Equal("700", await ModeAsync(""));
        Assert.Equal("600", await ModeAsync("authority/tls.key"));
        Assert.Equal(Environment.IsPrivilegedProcess ? "400" : "444", await ModeAsync("silo/tls.key"));
    }

    private async Task MakeAsync(params string[] variables)
    {
        await Shell.RunAsync(Repository.File("tests/engine/install-openssl.sh"));
        await Shell.RunAsync("env", [.. variables, Repository.File("deploy/authority.sh"), _folder.File("tls")]);
    }

    private Task<string> ModeAsync(string file) => Shell.RunAsync("stat", "--format=%a", _folder.File($"tls/{file}"));

    private string Text(string file) => File.ReadAllText(_folder.File($"tls/{file}"));

    private string[] Texts() =>
        [.. Directory.EnumerateFiles(_folder.File("tls"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private List<string> Faults(string name, PeerRole role)
    {
        var files = new TestCertificate(_folder.File($"tls/{name}"));
        List<string> errors = [];
        TlsKeeper.Open(
            new TlsFiles(new TlsFile("certificate", files.Certificate), new TlsFile("key", files.Key), new TlsFile("authority", files.Authority)), role, TimeProvider.System, errors);
        return errors;
    }
}
