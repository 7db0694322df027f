using System.Globalization;
using System.Net;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Storage.Databases;
using Sweep.Testing;

namespace Sweep.Silo.Tests;

public sealed class SiloProcessTests : IDisposable
{
    private static readonly SweepSpec Spec = TestSweeps.Grid("served", [Pattern.Circle, Pattern.Diamond], [200], [50], replicates: 20);

    private readonly TemporaryFolder _folder = new();

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

    [Fact]
    public async Task Silo_WrongSettings_SaysThemAllAndExitsWithTwo()
    {
        using var silo = SweepProcess.StartSilo(_folder.Path, "--Sweep:Slots=none", "--Orleans:SiloPort=0");
        var outcome = await silo.WaitAsync();
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("Sweep:Slots: \"none\"", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("Orleans:SiloPort: \"0\"", outcome.Errors, StringComparison.Ordinal);
    }
}
