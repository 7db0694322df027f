using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Web.Api;
using Sweep.Web.Pages.Shared;
using Sweep.Web.Tests.Fakes;

namespace Sweep.Web.Tests.Pages;

/// <summary>A server with API and pages on a store, whose connections can be cut.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<HttpContext, bool> _open = [];
    private volatile bool _isDown;

    private PageHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<PageHost> StartAsync(
        ISweepStore store, IResultService results, IProgressSource source, CancellationToken cancellation, TraceAddress? traces = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSweepWeb(new WebSettings
        {
            Sweeps = _ => new SweepService(store, TimeProvider.System, source, _ => Task.FromResult<IReadOnlyList<SiloView>>([])),
            Results = _ => results,
            Claims = _ => new ClaimService(store, TimeProvider.System, grains: null),
            DataSets = _ => new DataSetService(store),
            Keys = _ => new MemoryKeys(),
            Traces = traces ?? TraceAddress.None,
            Limits = new ApiLimits { RequestsPerSecond = 100_000, Burst = 100_000 },
        });
        var app = builder.Build();
        var host = new PageHost(app);
        app.Use(host.GuardAsync);
        app.MapSweepWeb();
        await app.StartAsync(cancellation);
        return host;
    }

    /// <summary>Cuts every connection, and each that comes, until it is undone.</summary>
    public void SetDown(bool isDown)
    {
        _isDown = isDown;
        if (!isDown)
            return;
        foreach (var http in _open.Keys)
            http.Abort();
    }

    public ValueTask DisposeAsync()
    {
        SetDown(true);
        return _app.DisposeAsync();
    }

    private async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        _open[http] = true;
        try
        {
            if (_isDown)
                http.Abort();
            else
                await next(http);
        }
        finally
        {
            _open.TryRemove(http, out _);
        }
    }
}
