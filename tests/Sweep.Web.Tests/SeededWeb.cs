using Sweep.Core.Patterns;
using Sweep.Core.Sweeps;
using Sweep.Grains.Hosting;
using Sweep.Service;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Web.Api;
using Sweep.Web.Keys;
using Sweep.Web.Tests.Fakes;

namespace Sweep.Web.Tests;

/// <summary>A store with a sweep that was trained and one that is paused, a silo, and servers over them on loopback.</summary>
public class SeededWeb : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<WebServer> _servers = [];

    internal ISweepStore Store { get; private set; } = null!;

    internal EmbeddedSilo Silo { get; private set; } = null!;

    internal CountedResults Results { get; private set; } = null!;

    internal MemoryKeys Keys { get; } = new();

    /// <summary>Completed, four trials.</summary>
    internal SweepRecord Done { get; private set; } = null!;

    /// <summary>Paused, without a trial.</summary>
    internal SweepRecord Held { get; private set; } = null!;

    /// <summary>Of a server that is open, as loopback is.</summary>
    internal HttpClient Open { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Store = SweepStores.Open(await DatabaseAsync(), TimeProvider.System);
        await Store.MigrateAsync(CancellationToken.None);
        Silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 2 }, CancellationToken.None);
        Results = new CountedResults(new ResultService(Store, TimeProvider.System));
        var done = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("done", [Pattern.Circle, Pattern.Diamond], [20], [30], replicates: 2));
        await Silo.TakeUpAsync(done.Id, CancellationToken.None);
        await TestSweeps.CompletedAsync(Store, done.Id);
        Done = (await Store.FindSweepAsync(done.Id, CancellationToken.None))!;
        var held = await TestSweeps.SubmitAsync(Store, TestSweeps.Grid("held", [Pattern.Circle], [20], [30], replicates: 1));
        Held = (await Store.ChangeStateAsync(held.Id, SweepState.Paused, error: null, CancellationToken.None)).Sweep!;
        Open = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Open?.Dispose();
        foreach (var server in _servers)
            await server.DisposeAsync();
        await Silo.DisposeAsync();
        await Store.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another server over the same; a client of it.</summary>
    internal async Task<HttpClient> StartAsync(AccessSettings? access = null, ApiLimits? limits = null, Func<ISweepService, ISweepService>? around = null) =>
        ClientOf(await StartServerAsync(access, limits, around));

    internal async Task<WebServer> StartServerAsync(
        AccessSettings? access = null, ApiLimits? limits = null, Func<ISweepService, ISweepService>? around = null, string address = "http://127.0.0.1:0", IKeyStore? keys = null)
    {
        ISweepService service = new SweepService(
            Store, TimeProvider.System, new GrainSource(Silo.Grains), _ => Task.FromResult<IReadOnlyList<Service.Views.SiloView>>([]));
        var server = await WebServer.StartAsync(
            new WebSettings
            {
                Sweeps = _ => around?.Invoke(service) ?? service,
                Results = _ => Results,
                Claims = _ => new ClaimService(Store, TimeProvider.System, Silo.Grains),
                DataSets = _ => new DataSetService(Store),
                Keys = _ => keys ?? Keys,
                Access = access ?? new AccessSettings(),
                Limits = limits ?? new ApiLimits { RequestsPerSecond = 100_000, Burst = 100_000 },
            },
            Store,
            [address],
            configureLogging: null,
            TestContext.Current.CancellationToken);
        _servers.Add(server);
        return server;
    }

    /// <summary>A new database: a SQLite file, unless a kind says otherwise.</summary>
    private protected virtual Task<string> DatabaseAsync() => Task.FromResult(_folder.File("sweep.db"));

    internal static HttpClient ClientOf(WebServer server)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, Expect100ContinueTimeout = Timeout.InfiniteTimeSpan };
        return new(handler) { BaseAddress = new Uri(server.Addresses.First()) };
    }
}
