using System.Net;
using System.Text.Json.Nodes;
using Sweep.Grains.Hosting;
using Sweep.Service;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Testing;
using Sweep.Web.Api;
using Sweep.Web.Keys;
using Sweep.Web.Tests.Fakes;

namespace Sweep.Web.Tests.Claims;

/// <summary>A database whose sweeps are handed out over HTTP by a silo of this process, which can be stopped and started again.</summary>
public sealed class ClaimWeb : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<WebServer> _servers = [];
    private EmbeddedSilo _silo = null!;

    internal ShiftedTime Time { get; } = new();

    internal MemoryKeys Keys { get; } = new();

    internal ISweepStore Store { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Store = SweepStores.Open(_folder.File("sweep.db"), Time);
        await Store.MigrateAsync(CancellationToken.None);
        _silo = await EmbeddedSilo.StartAsync(Store, new EmbeddedSiloOptions { Slots = 1, TakesAnySweep = true, TimeProvider = Time }, CancellationToken.None);
        Client = SeededWeb.ClientOf(await ServeAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    /// <summary>Stops all of it, and starts it again on the same database.</summary>
    internal async Task RestartAsync()
    {
        await StopAsync();
        await InitializeAsync();
    }

    /// <summary>Another server over the same.</summary>
    internal async Task<WebServer> ServeAsync(bool hasSilo = true, AccessSettings? access = null)
    {
        var server = await WebServer.StartAsync(
            new WebSettings
            {
                Sweeps = _ => new SweepService(
                    Store, Time, new GrainSource(_silo.Grains), _ => Task.FromResult<IReadOnlyList<Service.Views.SiloView>>([])),
                Results = _ => new ResultService(Store, Time),
                Claims = _ => new ClaimService(Store, Time, hasSilo ? _silo.Grains : null),
                DataSets = _ => new DataSetService(Store),
                Keys = _ => Keys,
                Access = access ?? new AccessSettings(),
                Limits = new ApiLimits { RequestsPerSecond = 100_000, Burst = 100_000 },
            },
            Store,
            ["http://127.0.0.1:0"],
            configureLogging: null,
            TestContext.Current.CancellationToken);
        _servers.Add(server);
        return server;
    }

    /// <summary>Submits a spec; gives the sweep's address.</summary>
    internal async Task<string> SubmitAsync(string spec)
    {
        using var submitted = await Client.SendAsync(HttpMethod.Post, "/v1/sweeps", Answers.Yaml(spec));
        await submitted.ReadAsync(HttpStatusCode.Created);
        return submitted.Headers.Location!.ToString();
    }

    internal async Task<JsonNode> PostAsync(string path, string body, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await Client.SendAsync(HttpMethod.Post, path, Answers.Json(body));
        return await response.ReadAsync(expected);
    }

    /// <summary>The trial that a client gets; null where there is none.</summary>
    internal async Task<JsonNode?> AskAsync(string sweep, string client) => (await PostAsync($"{sweep}/trials:ask", $"{{\"client_id\":\"{client}\"}}"))["trial"];

    private async Task StopAsync()
    {
        Client?.Dispose();
        foreach (var server in _servers)
            await server.DisposeAsync();
        _servers.Clear();
        if (_silo is not null)
            await _silo.DisposeAsync();
        if (Store is not null)
            await Store.DisposeAsync();
    }
}
