using System.Net;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Silo.Tests;

/// <summary>The API and the dashboard of the server.</summary>
public sealed class SiloWebTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silo_OnLoopback_ServesTheApiBesideHealthAndInfo()
    {
        var http = FreePort.Next();
        using var silo = Start($"http://127.0.0.1:{http}");
        foreach (var path in (string[])["/health/ready", "/health/live", "/info", "/v1/sweeps", "/v1/silos", "/v1/openapi.json"])
            Assert.Equal(HttpStatusCode.OK, await AskAsync(silo, http, path));
        silo.Terminate();
        Assert.Equal(0, (await silo.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task Silo_WhereOthersReachItWithoutAKey_DoesNotStart()
    {
        using var silo = Start($"http://0.0.0.0:{FreePort.Next()}");
        var end = await silo.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(2, end.ExitCode);
        Assert.Contains("Urls: http://0.0.0.0:", end.Errors, StringComparison.Ordinal);
        Assert.Contains("sweep key add NAME", end.Errors, StringComparison.Ordinal);
        Assert.Contains("Sweep:Web=false", end.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_WithoutTheWeb_ServesHealthAndInfoAnywhere()
    {
        var http = FreePort.Next();
        using var silo = Start($"http://0.0.0.0:{http}", "--Sweep:Web=false");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo, http, "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo, http, "/info"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(silo, http, "/v1/sweeps"));
        silo.Terminate();
        Assert.Equal(0, (await silo.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task Silo_WithRetentionButWithoutTheWeb_DeletesWhatEndedLongAgo()
    {
        var old = await TestSweeps.CancelledAsync(_folder.File("web.db"), "old", TimeSpan.FromDays(3));
        var kept = await TestSweeps.CancelledAsync(_folder.File("web.db"), "kept", TimeSpan.FromDays(3), "keep");
        var half = await TestSweeps.CancelledAsync(_folder.File("web.db"), "of a deletion that was stopped", TimeSpan.Zero);
        await using var store = SweepStores.Open(_folder.File("web.db"), TimeProvider.System);
        await store.MarkDeletedAsync(half, null, Cancellation);
        using var silo = Start($"http://127.0.0.1:{FreePort.Next()}", "--Sweep:Web=false", "--Sweep:Retention:Days=1");
        await Eventually.TrueAsync(async () => await store.FindSweepAsync(old, Cancellation) is null, "the old sweep is deleted");
        await Eventually.TrueAsync(async () => (await store.ListDeletedAsync(Cancellation)).Count == 0, "nothing is left of what was being deleted");
        Assert.NotNull(await store.FindSweepAsync(kept, Cancellation));
        silo.Terminate();
        Assert.Equal(0, (await silo.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task Silo_ThatAsksForKeys_AnswersHealthAloneToWhoHasNone()
    {
        var http = FreePort.Next();
        using var silo = Start($"http://127.0.0.1:{http}", "--Sweep:RequireKey=true");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo, http, "/health/ready"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(silo, http, "/info"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(silo, http, "/v1/sweeps"));
        silo.Terminate();
        Assert.Equal(0, (await silo.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task Silo_StoppedWhileSomebodyUploadsForEver_DrainsAndEndsWithoutWaitingForThem()
    {
        var http = FreePort.Next();
        using var silo = Start($"http://127.0.0.1:{http}", "--Sweep:DrainSeconds=300");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(silo, http, "/health/ready"));
        using var client = new HttpClient();
        using var endless = new EndlessContent("text/csv");
        var upload = client.PostAsync(new Uri($"http://127.0.0.1:{http}/v1/data?name=endless"), endless, Cancellation);
        await endless.IsBeingRead;
        silo.Terminate();
        var end = await silo.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(end.ExitCode == 0, $"{end}");
        var broken = await Record.ExceptionAsync(async () => Assert.Equal(HttpStatusCode.ServiceUnavailable, (await upload).StatusCode));
        Assert.True(broken is null or HttpRequestException, $"{broken}");
    }

    private SweepProcess Start(string url, params string[] more) => SweepProcess.StartSilo(
        _folder.Path,
        [
            "--ConnectionStrings:Sweep=web.db", "--Sweep:Slots=1", FormattableString.Invariant($"--Orleans:SiloPort={FreePort.Next()}"),
            FormattableString.Invariant($"--Orleans:GatewayPort={FreePort.Next()}"), $"--urls={url}", .. more,
        ]);

    /// <summary>What it answers once it answers.</summary>
    private static async Task<HttpStatusCode> AskAsync(SweepProcess silo, int http, string path)
    {
        using var client = new HttpClient();
        HttpStatusCode? code = null;
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    using var answer = await client.GetAsync(new Uri(FormattableString.Invariant($"http://127.0.0.1:{http}{path}")), Cancellation);
                    code = answer.StatusCode;
                    return true;
                }
                catch (HttpRequestException)
                {
                    return silo.HasExited;
                }
            },
            "it answers");
        return code ?? throw new InvalidOperationException($"it ended: {await silo.WaitAsync()}");
    }
}
