using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Sweep.SystemTests.Dashboards.Boards;
using Sweep.Testing;

namespace Sweep.SystemTests.Dashboards.Prometheus;

/// <summary>A Prometheus on loopback with the deployment's own configuration and rules: only the addresses and the periods are other ones.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder;
    private readonly Process _process;
    private readonly Task<string> _log;
    private readonly HttpClient _http;

    private PrometheusServer(TemporaryFolder folder, Process process, string address)
    {
        _folder = folder;
        _process = process;
        _log = process.StandardError.ReadToEndAsync();
        _http = new HttpClient { BaseAddress = new Uri($"http://{address}/") };
    }

    /// <summary>Starts one that scrapes the page at <paramref name="collector"/>.</summary>
    public static async Task<PrometheusServer> StartAsync(string collector)
    {
        await PrometheusPrograms.InstallAsync();
        var folder = new TemporaryFolder();
        var address = $"127.0.0.1:{FreePort.Next()}";
        File.Copy(TelemetryFolder.File("alerts.yaml"), folder.File("alerts.yaml"));
        var configuration = folder.Write(
            "prometheus.yaml",
            Replace(
                await File.ReadAllTextAsync(TelemetryFolder.File("prometheus.yaml")),
                ("collector:8889", collector),
                ("collector:8888", address),
                ("scrape_interval: 15s", "scrape_interval: 200ms"),
                ("evaluation_interval: 15s", "evaluation_interval: 200ms")));
        var start = new ProcessStartInfo(
            "prometheus",
            [$"--config.file={configuration}", $"--storage.tsdb.path={folder.File("data")}", $"--web.listen-address={address}", "--log.level=warn"])
        {
            WorkingDirectory = folder.Path,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("prometheus did not start");
        var server = new PrometheusServer(folder, process, address);
        await Eventually.TrueAsync(server.IsReadyAsync, "Prometheus is ready", ReadyLimit);
        return server;
    }

    /// <summary>The newest value of every series as of <paramref name="at"/>.</summary>
    /// <exception cref="InvalidOperationException">It refused the query; the message has why.</exception>
    public async Task<IReadOnlyList<PrometheusSeries>> QueryAsync(string expression, DateTimeOffset at)
    {
        var data = await GetAsync(string.Create(
            CultureInfo.InvariantCulture, $"api/v1/query?query={Uri.EscapeDataString(expression)}&time={at.ToUnixTimeMilliseconds() / 1000.0:F3}"));
        return
        [
            .. data.GetProperty("result").EnumerateArray()
                .Select(series => new PrometheusSeries(
                    series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal),
                    double.Parse(series.GetProperty("value")[1].GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>The alerts with their health, such as ok, and their state, such as firing.</summary>
    public async Task<IReadOnlyList<(string Alert, string Health, string State)>> RulesAsync() =>
    [
        .. (await GetAsync("api/v1/rules")).GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("rules").EnumerateArray())
            .Select(rule => (rule.GetProperty("name").GetString()!, rule.GetProperty("health").GetString()!, rule.GetProperty("state").GetString()!)),
    ];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private static string Replace(string text, params (string From, string To)[] parts)
    {
        foreach (var (from, to) in parts)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
            throw new InvalidOperationException($"prometheus ended with code {_process.ExitCode}: {await _log}");
        try
        {
            using var answer = await _http.GetAsync(new Uri("-/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
        return answer.IsSuccessStatusCode
            ? document.RootElement.GetProperty("data").Clone()
            : throw new InvalidOperationException($"{path}: {document.RootElement.GetRawText()}");
    }
}
