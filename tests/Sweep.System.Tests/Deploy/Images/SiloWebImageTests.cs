using System.Net;
using System.Net.Http.Headers;
using Sweep.SystemTests.Deploy.Engine;
using Sweep.Testing;
using Sweep.Testing.Certificates;

namespace Sweep.SystemTests.Deploy.Images;

/// <summary>The server's image with the API and the dashboard switched on, by TLS, as deploy/README.md tells of it.</summary>
[Long]
public sealed class SiloWebImageTests : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SiloImage_WithTheWebAndACertificate_ServesByTlsToKeysAlone()
    {
        await SweepImages.BuildAsync();
        using var authority = new TestAuthority("web authority");
        var issued = authority.Issue("web", [TestAuthority.ServerAuth]);
        File.Copy(issued.Certificate, _folder.File("tls.crt"));
        File.Copy(issued.Key, _folder.File("tls.key"));
        await Shell.RunAsync("chmod", "-R", "a+rwX", _folder.Path);
        string[] shared = ["--read-only", "--tmpfs=/tmp", "--cap-drop=ALL", "--security-opt=no-new-privileges", $"--volume={_folder.Path}:/data"];
        var key = (await Shell.RunAsync(
            "podman", ["run", "--rm", .. shared, "--network=none", SweepImages.Client, "key", "add", "ann", "--scope", "read", "--database", "/data/sweep.db"])).Split('\n')[^1].Trim();
        var port = FreePort.Next();
        var name = $"sweep-test-web-{Guid.NewGuid():n}";
        await Shell.RunAsync(
            "podman",
            [
                "run", "--detach", $"--name={name}", .. shared, FormattableString.Invariant($"--publish=127.0.0.1:{port}:8443"), "--env=ConnectionStrings__Sweep=/data/sweep.db",
                "--env=Sweep__Slots=1", "--env=Sweep__Web=true", "--env=Urls=https://*:8443;http://127.0.0.1:8080",
                "--env=Kestrel__Certificates__Default__Path=/data/tls.crt", "--env=Kestrel__Certificates__Default__KeyPath=/data/tls.key", SweepImages.Silo,
            ]);
        try
        {
            // The health check asks within the container, without TLS.
            await Eventually.TrueAsync(
                async () => (await Shell.TryAsync("podman", "healthcheck", "run", name)).ExitCode == 0, "the silo is ready", StartLimit);
            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Issuer == "CN=web authority" };
            using var client = new HttpClient(handler) { BaseAddress = new Uri(FormattableString.Invariant($"https://127.0.0.1:{port}")) };
            Assert.Equal(HttpStatusCode.OK, await CodeAsync(client, "/health/ready"));
            Assert.Equal(HttpStatusCode.Unauthorized, await CodeAsync(client, "/v1/sweeps"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            Assert.Equal(HttpStatusCode.OK, await CodeAsync(client, "/v1/sweeps"));
            Assert.Contains("<h1>Sweeps</h1>", await client.GetStringAsync(new Uri("/sweeps", UriKind.Relative), Cancellation), StringComparison.Ordinal);
        }
        finally
        {
            await Shell.TryAsync("podman", "rm", "--force", "--time=5", name);
        }
    }

    private static async Task<HttpStatusCode> CodeAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }
}
