using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Sweep.Core.Sweeps;
using Sweep.Grains.Hosting;
using Sweep.Service;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Sweeps;
using Sweep.Testing;
using Sweep.Testing.Hosting;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Tests.Pages;

/// <summary>A server with a sweep that has ended, one whose trials failed, and one that waits for ever.</summary>
public sealed class SeededPages : IAsyncLifetime
{
    private const string FinishedSpec = """
        name: seeded
        parameters:
          pattern: [circle, diamond]
          learning_rate: [0.003, 0.01, 0.1]
          iterations: [100, 400]
          samples: [50, 100]
        replicates: 3
        target: { loss: 0.45 }
        record: { every: 4 }
        """;

    private const string FailingSpec = """
        name: <failing> & "quoted"
        parameters: { width: [1, 2] }
        trainer:
          command: [sh, -c, "echo nothing to see; exit 78"]
          limits: { attempts: 1 }
        objective: { metric: score, goal: maximize }
        """;

    private readonly TemporaryFolder _folder = new();
    private ISweepStore _store = null!;
    private EmbeddedSilo _silo = null!;
    private PageHost _pages = null!;
    private HttpClient _client = null!;

    internal ISweepStore Store => _store;

    internal PageHost Server => _pages;

    internal IResultService Results { get; private set; } = null!;

    public SweepRecord Finished { get; private set; } = null!;

    public SweepRecord Failing { get; private set; } = null!;

    public string Own => $"/sweeps/{Finished.Id:d}";

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        _store = SweepStores.Open(_folder.File("sweep.db"), TimeProvider.System);
        await _store.MigrateAsync(cancellation);
        _silo = await EmbeddedSilo.StartAsync(_store, new EmbeddedSiloOptions { Slots = 2 }, cancellation);
        Failing = await RunAsync(FailingSpec, cancellation);
        Finished = await RunAsync(FinishedSpec, cancellation);
        Results = new ResultService(_store, TimeProvider.System);
        await Results.TagAsync(Finished, ["baseline", "paper"], [], cancellation);
        _pages = await PageHost.StartAsync(_store, Results, new GrainSource(_silo.Grains), cancellation);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _pages.Address };
    }

    /// <summary>Another server over the same, with other results or an address at which traces are shown.</summary>
    internal Task<PageHost> StartAsync(IResultService? results = null, TraceAddress? traces = null) =>
        PageHost.StartAsync(_store, results ?? Results, new GrainSource(_silo.Grains), TestContext.Current.CancellationToken, traces);

    /// <summary>A sweep more, trained to its end.</summary>
    internal async Task<Guid> SubmitAsync(string text) => (await RunAsync(text, TestContext.Current.CancellationToken)).Id;

    /// <summary>Has the silo work on a sweep that somebody has submitted.</summary>
    internal Task TakeUpAsync(Guid sweep) => _silo.TakeUpAsync(sweep, TestContext.Current.CancellationToken);

    /// <summary>Asks the database in SQL.</summary>
    internal Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> QueryAsync(string sql) =>
        SqlRows.ReadAsync(_folder.File("sweep.db"), sql, TestContext.Current.CancellationToken);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, TestContext.Current.CancellationToken);

    internal Task<HttpResponseMessage> GetAsync(string address) => _client.GetAsync(address, TestContext.Current.CancellationToken);

    internal Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) => _client.PostAsync(
        address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), TestContext.Current.CancellationToken);

    /// <summary>The page at an address, which must be there.</summary>
    internal async Task<IDocument> OpenAsync(string address)
    {
        using var answer = await GetAsync(address);
        var page = await ReadAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answers {answer.StatusCode}: {page.Body?.TextContent}");
        return page;
    }

    internal static async Task<IDocument> ReadAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _pages.DisposeAsync();
        await _silo.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<SweepRecord> RunAsync(string text, CancellationToken cancellation)
    {
        var service = new SweepService(_store, TimeProvider.System);
        var spec = (await service.ValidateAsync(Encoding.UTF8.GetBytes(text), cancellation)).Require();
        var sweep = (await service.SubmitAsync(spec, key: null, cancellation)).Require().Sweep;
        await _silo.TakeUpAsync(sweep.Id, cancellation);
        await Eventually.TrueAsync(async () => (await _store.FindSweepAsync(sweep.Id, cancellation))!.State.IsFinal(), $"{sweep} has ended");
        return (await _store.FindSweepAsync(sweep.Id, cancellation))!;
    }
}
