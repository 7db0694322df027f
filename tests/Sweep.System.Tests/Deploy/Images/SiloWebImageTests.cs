using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using Sweep.SystemTests.Deploy.Engine;
using Sweep.Testing;

namespace Sweep.SystemTests.Deploy.Images;

/// <summary>A silo's container that serves the API and the dashboard to others, as deploy/README.md says.</summary>
[Long]
public sealed class SiloWebImageTests : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly string _name = $"sweep-test-{Guid.NewGuid():n}";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SiloImage_ToldToServeWithoutAKey_EndsAndSaysHowOneIsMade()
    {
        await PrepareAsync();
        var outcome = await Shell.TryAsync("podman", ["run", .. Options, "--env=Sweep__Web=true", SweepImages.Silo]);
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains("sweep key add", outcome.Output + outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SiloImage_WithAKeyAndACertificateOfItsOwn_ServesByTls()
    {
        await PrepareAsync();
        await Shell.RunAsync(Repository.File("tests/engine/install-openssl.sh"));
        await Shell.RunAsync(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-keyout", _folder.File("web.key"), "-out", _folder.File("web.crt"));
        await Shell.RunAsync("chmod", "0444", _folder.File("web.key"));
        var key = (await Shell.RunAsync("podman", ["run", .. Options, SweepImages.Client, "key", "add", "ann", "--scope", "read"])).Split('\n')[0].Trim();
        var port = FreePort.Next();
        await Shell.RunAsync(
            "podman",
            ["run", .. Options, "--detach", FormattableString.Invariant($"--publish=127.0.0.1:{port}:8443"), "--env=Sweep__Web=true",
                "--env=Urls=https://*:8443;http://127.0.0.1:8080", "--env=Kestrel__Certificates__Default__Path=/data/web.crt",
                "--env=Kestrel__Certificates__Default__KeyPath=/data/web.key", SweepImages.Silo]);
        try
        {
            using var handler = new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=localhost" },
            };
            using var http = new HttpClient(handler) { BaseAddress = new Uri(FormattableString.Invariant($"https://127.0.0.1:{port}")) };
            await Eventually.TrueAsync(
                async () => (await Shell.TryAsync("podman", "healthcheck", "run", _name)).ExitCode == 0, "the silo is ready", StartLimit);

            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(http, "/v1/sweeps"));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            Assert.Equal(HttpStatusCode.OK, await GetAsync(http, "/v1/sweeps"));
            Assert.Equal(HttpStatusCode.OK, await GetAsync(http, "/sweeps"));
        }
        finally
        {
            await Shell.RunAsync("podman", "rm", "--force", "--time=5", _name);
        }
    }

    private string[] Options =>
    [
        "--name", _name, "--rm", "--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges", $"--volume={_folder.Path}:/data",
        "--env=ConnectionStrings__Sweep=/data/sweep.db", "--env=Sweep__WorkDirectory=/tmp/work",
    ];

    private async Task PrepareAsync()
    {
        await SweepImages.BuildAsync();
        await Shell.RunAsync("chmod", "0777", _folder.Path);
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient http, string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
