using System.Text.RegularExpressions;
using Sweep.Client.Tests.Service;
using Sweep.Client.Tests.Terminal;
using Sweep.Core.Patterns;
using Sweep.Core.Pruners;
using Sweep.Core.Sweeps;
using Sweep.Grains.Hosting;
using Sweep.Service;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Web;

namespace Sweep.Client.Tests.Remote;

/// <summary>A database with sweeps in it and a server over it, with a silo: every command may be given either.</summary>
public sealed partial class ServedDatabase : IAsyncLifetime
{
    private EmbeddedSilo _silo = null!;
    private WebServer _server = null!;

    internal CliFixture Cli { get; } = new();

    internal ISweepStore Store { get; private set; } = null!;

    internal string Url => _server.Addresses.First();

    /// <summary>Cancelled, with 41 of 60 trials.</summary>
    internal SweepRecord Filled { get; private set; } = null!;

    /// <summary>Paused, without a trial.</summary>
    internal SweepRecord Held { get; private set; } = null!;

    /// <summary>Completed, 8 trials of which four are the beginnings of the others.</summary>
    internal SweepRecord Done { get; private set; } = null!;

    /// <summary>Completed, 18 trials of at most 36 steps, of which most were stopped at 4 or 12.</summary>
    internal SweepRecord Pruned { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        Store = SweepStores.Open(Cli.Database, TimeProvider.System);
        await Store.MigrateAsync(cancellation);
        Filled = await FilledSweeps.SubmitAsync(Store, FilledSweeps.Spec(), Enumerable.Range(0, 41).Select(number => (long)number));
        await Store.ChangeStateAsync(Filled.Id, SweepState.Cancelled, error: null, cancellation);
        await Store.ChangeTagsAsync(Filled.Id, ["filled"], [], 32, cancellation);
        Held = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("held", [Pattern.Circle], [20], [30], replicates: 1));
        await Store.ChangeStateAsync(Held.Id, SweepState.Paused, error: null, cancellation);
        Done = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("done", [Pattern.Circle, Pattern.Diamond], [20, 40], [30], replicates: 2));
        Pruned = await TestSweeps.SubmitAsync(
            Store,
            TestSweeps.Grid("pruned", [Pattern.Circle, Pattern.Diamond, Pattern.ThinRightAngle], [36], [20, 30, 40, 50, 60, 70], replicates: 1) with
            {
                Pruner = new PrunerSpec(PrunerKind.Asha, 4, 3, 9),
            });
        _silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2, TakesAnySweep = true }, cancellation);
        await TestSweeps.CompletedAsync(Store, Done.Id);
        await TestSweeps.CompletedAsync(Store, Pruned.Id);
        var service = new SweepService(Store, TimeProvider.System, new GrainSource(_silo.Grains));
        _server = await WebServer.StartAsync(
            new WebSettings
            {
                Sweeps = _ => service,
                Results = _ => new ResultService(Store, TimeProvider.System),
                Claims = _ => new ClaimService(Store, TimeProvider.System, _silo.Grains),
                DataSets = _ => new DataSetService(Store),
                Keys = _ => Store,
            },
            Store, ["http://127.0.0.1:0"], configureLogging: null, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _silo.DisposeAsync();
        await Store.DisposeAsync();
        Cli.Dispose();
    }

    internal Task<CliRun> OfDatabaseAsync(params string[] args) => Cli.RunAsync(args);

    internal Task<CliRun> OfServerAsync(params string[] args) => CliFixture.RunAsWrittenAsync([.. args, "--server", Url]);

    /// <summary>The same command by the database and by the server leaves the same.</summary>
    /// <returns>What both left, without what names the place.</returns>
    internal async Task<CliRun> SameAsync(params string[] args) => Same(await OfDatabaseAsync(args), await OfServerAsync(args));

    /// <inheritdoc cref="SameAsync"/>
    internal CliRun Same(CliRun database, CliRun server)
    {
        var (expected, found) = (WithoutPlace(database), WithoutPlace(server));
        Assert.Equal(expected, found);
        return found;
    }

    private CliRun WithoutPlace(CliRun run) => new(run.ExitCode, WithoutPlace(run.Output), WithoutPlace(run.Error));

    /// <summary>Names of places differ in their length, and so does what fills up the lines of tables.</summary>
    private string WithoutPlace(string text) => Ids().Replace(
        string.Join('\n', text.Split('\n').Select(line => line.TrimEnd(' '))).Replace($" --server {Url}", " WHERE", StringComparison.Ordinal)
            .Replace($" --database {Cli.Database}", " WHERE", StringComparison.Ordinal)
            .Replace(Store.Description, "PLACE", StringComparison.Ordinal)
            .Replace(Url, "PLACE", StringComparison.Ordinal),
        match => match.Value == $"{Filled.Id:d}" || match.Value == $"{Held.Id:d}" || match.Value == $"{Done.Id:d}" ? match.Value : "ANOTHER");

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();
}
