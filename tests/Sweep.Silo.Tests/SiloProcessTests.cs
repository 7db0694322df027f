using System.Globalization;
using System.Net;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Silo.Tests;

public sealed class SiloProcessTests : IDisposable
{
    private static readonly SweepSpec Spec = TestSweeps.Grid("served", [Pattern.Circle, Pattern.Diamond], [200], [50], replicates: 20);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silo_UnfinishedSweepInItsStore_IsTrainedToTheEndAndTheServerDrainsOnTerm()
    {
        await using var store = SweepStores.Open(_folder.File("served.db"), TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var sweep = await TestSweeps.SubmitAsync(store, Spec);
        var http = FreePort.Next();
        using var silo = SweepProcess.StartSilo(
            _folder.Path,
            "--ConnectionStrings:Sweep=served.db",
            $"--Orleans:SiloPort={FreePort.Next().ToString(CultureInfo.InvariantCulture)}",
            $"--Orleans:GatewayPort={FreePort.Next().ToString(CultureInfo.InvariantCulture)}",
            $"--urls=http://127.0.0.1:{http.ToString(CultureInfo.InvariantCulture)}");

        await Eventually.TrueAsync(
            async () => (await store.FindSweepAsync(sweep.Id, CancellationToken.None))!.State == SweepState.Completed || silo.HasExited,
            "the sweep is completed");
        if (silo.HasExited)
            Assert.Fail($"{await silo.WaitAsync()}");
        Assert.Equal(40, (await store.TotalTrialsAsync(sweep.Id, CancellationToken.None)).Completed);
        using var client = new HttpClient();
        foreach (var path in new[] { "live", "ready" })
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{http}/health/{path}"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        silo.Terminate();
        Assert.Equal(0, (await silo.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task Silo_ThatMustNotMigrateAndHasNoFileYet_WaitsForWhoeverMakesIt()
    {
        var http = FreePort.Next();
        using var silo = SweepProcess.StartSilo(
            _folder.Path,
            "--no-migrate",
            "--ConnectionStrings:Sweep=late.db",
            $"--Orleans:SiloPort={FreePort.Next().ToString(CultureInfo.InvariantCulture)}",
            $"--Orleans:GatewayPort={FreePort.Next().ToString(CultureInfo.InvariantCulture)}",
            $"--urls=http://127.0.0.1:{http.ToString(CultureInfo.InvariantCulture)}");
        await silo.SaysAsync("waiting for the database, up to Sweep:StartSeconds, 30: late.db (SQLite): has no tables of Sweep yet");
        Assert.False(File.Exists(_folder.File("late.db")));

        await using var store = SweepStores.Open(_folder.File("late.db"), TimeProvider.System);
        await store.MigrateAsync(CancellationToken.None);
        var sweep = await TestSweeps.SubmitAsync(store, Spec);
        await TestSweeps.CompletedAsync(store, sweep.Id, TimeSpan.FromMinutes(1));
        silo.Terminate();
        Assert.Equal(0, (await silo.WaitAsync()).ExitCode);
    }

    /// <summary>Ready means able to train, whatever the wall clock says.</summary>
    [Theory]
    [InlineData(-90)]
    [InlineData(90)]
    public async Task Silo_ClockIsSet_TrainsOnAndIsReady(int minutes)
    {
        await using var store = await StoreAsync();
        var sweep = await TestSweeps.SubmitAsync(store, TestSweeps.Grid("clock", [Pattern.Circle], [100], [50], replicates: 1_000_000, recordEvery: 100));
        var clock = new SetClock(_folder);
        var (silo, http) = Start(clock.Variables);
        using var process = silo;
        await CommittedAsync(0);
        clock.Set(TimeSpan.FromMinutes(minutes));
        await CommittedAsync((await store.TotalTrialsAsync(sweep.Id, Cancellation)).Completed + 2_000);
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync(http));
        Assert.Empty(await store.ReadLossesAsync(sweep.Id, Cancellation));
        silo.Terminate();
        Assert.Equal(0, (await silo.WaitAsync()).ExitCode);

        async Task CommittedAsync(long more)
        {
            await Eventually.TrueAsync(
                async () => silo.HasExited || (await store.TotalTrialsAsync(sweep.Id, Cancellation)).Completed > more, "trials are committed", TimeSpan.FromMinutes(3));
            Assert.False(silo.HasExited);
        }
    }

    [Fact]
    public async Task Silo_FileMovedAwayAndBack_SaysSoAndIsReadyAgain()
    {
        await using (var store = await StoreAsync())
            await TestSweeps.SubmitAsync(store, TestSweeps.Grid("gone", [Pattern.Circle], [100], [50], replicates: 1_000_000, recordEvery: 100));
        var (silo, http) = Start(new Dictionary<string, string>());
        using var process = silo;
        await Eventually.TrueAsync(async () => silo.HasExited || await ReadyAsync(http) == HttpStatusCode.OK, "it is ready");
        Directory.CreateDirectory(_folder.File("elsewhere"));
        Move("", "elsewhere/");
        await Eventually.TrueAsync(async () => silo.HasExited || await ReadyAsync(http) == HttpStatusCode.ServiceUnavailable, "it is not ready");
        Assert.False(File.Exists(_folder.File("served.db")));
        Move("elsewhere/", "");
        await Eventually.TrueAsync(async () => silo.HasExited || await ReadyAsync(http) == HttpStatusCode.OK, "it is ready again");
        silo.Terminate();
        var outcome = await silo.WaitAsync();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("the file is gone", outcome.Output + outcome.Errors, StringComparison.Ordinal);

        void Move(string from, string to)
        {
            foreach (var part in new[] { "served.db-shm", "served.db-wal", "served.db" }.Where(part => File.Exists(_folder.File(from + part))))
                File.Move(_folder.File(from + part), _folder.File(to + part));
        }
    }

    [Fact]
    public async Task Silo_WrongSettings_SaysThemAllAndExitsWithTwo()
    {
        using var silo = SweepProcess.StartSilo(_folder.Path, "--Sweep:Slots=none", "--Orleans:SiloPort=0");
        var outcome = await silo.WaitAsync();
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("Sweep:Slots: \"none\"", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("Orleans:SiloPort: \"0\"", outcome.Errors, StringComparison.Ordinal);
    }

    private async Task<ISweepStore> StoreAsync()
    {
        var store = SweepStores.Open(_folder.File("served.db"), TimeProvider.System);
        await store.MigrateAsync(Cancellation);
        return store;
    }

    private (SweepProcess Silo, int Http) Start(IReadOnlyDictionary<string, string> variables)
    {
        var (silo, gateway, http) = (FreePort.Next(), FreePort.Next(), FreePort.Next());
        return (
            SweepProcess.StartSiloWith(
                variables, _folder.Path, "--ConnectionStrings:Sweep=served.db", "--Sweep:Slots=1",
                FormattableString.Invariant($"--Orleans:SiloPort={silo}"), FormattableString.Invariant($"--Orleans:GatewayPort={gateway}"), FormattableString.Invariant($"--urls=http://127.0.0.1:{http}")),
            http);
    }

    /// <summary>Null where nobody answers.</summary>
    private static async Task<HttpStatusCode?> ReadyAsync(int http)
    {
        using var client = new HttpClient();
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{http}/health/ready"), Cancellation);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
