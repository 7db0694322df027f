using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sweep.Testing;

namespace Sweep.Client.Tests.Running;

/// <summary>A collector that takes connections and never answers.</summary>
public sealed class SilentCollectorTests : IDisposable
{
    private const string Spec = "name: silent\nparameters: { pattern: [circle], iterations: [20], samples: [10] }\nreuse: none\n";

    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _collector = new(IPAddress.Loopback, 0);

    public SilentCollectorTests() => _collector.Start();

    public void Dispose()
    {
        _collector.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Run_WithACollectorThatNeverAnswers_EndsSoonAndSaysSo(string protocol)
    {
        var spec = _folder.Write("spec.yaml", Spec);
        var since = Stopwatch.GetTimestamp();
        var calm = await SweepProcess.RunAsync(_folder.Path, "run", spec, "--json");
        Assert.DoesNotContain("telemetry", calm.Errors, StringComparison.Ordinal);
        var limit = 2 * Stopwatch.GetElapsedTime(since) + TimeSpan.FromSeconds(5);
        var endpoint = $"http://127.0.0.1:{((IPEndPoint)_collector.LocalEndpoint).Port}";
        since = Stopwatch.GetTimestamp();
        using var silent = SweepProcess.StartWith(
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol },
            _folder.Path, "run", spec, "--json");
        var ran = await silent.WaitAsync();
        Assert.Equal(0, ran.ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, limit);
        Assert.Contains("telemetry: not all has arrived (", ran.Errors, StringComparison.Ordinal);
        foreach (var signal in (string[])["traces", "metrics"])
            Assert.Contains($"{signal} to {endpoint}", ran.Errors, StringComparison.Ordinal);
    }
}
