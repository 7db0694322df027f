using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sweep.Testing;

namespace Sweep.SystemTests.Telemetry;

/// <summary>A collector that takes connections and never answers.</summary>
public sealed class SilentCollectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _collector = new(IPAddress.Loopback, 0);

    public SilentCollectorTests() => _collector.Start();

    public void Dispose()
    {
        _collector.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Silo_WithACollectorThatNeverAnswers_SaysSoWhenItStops()
    {
        var endpoint = $"http://127.0.0.1:{((IPEndPoint)_collector.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";
        var http = FreePort.Next();
        using var silo = SweepProcess.StartSiloWith(
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint },
            _folder.Path,
            "--ConnectionStrings:Sweep=silent.db",
            $"--Orleans:SiloPort={FreePort.Next().ToString(CultureInfo.InvariantCulture)}",
            $"--Orleans:GatewayPort={FreePort.Next().ToString(CultureInfo.InvariantCulture)}",
            $"--urls=http://127.0.0.1:{http.ToString(CultureInfo.InvariantCulture)}");
        using var client = new HttpClient();
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{http}/health/ready"), TestContext.Current.CancellationToken);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the silo is ready");
        silo.Terminate();
        var ended = await silo.WaitAsync();
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("telemetry: not all has arrived (", ended.Errors, StringComparison.Ordinal);
        Assert.Contains($"metrics to {endpoint}", ended.Errors, StringComparison.Ordinal);
    }
}
