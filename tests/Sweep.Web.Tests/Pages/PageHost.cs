using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Storage;
using Sweep.Storage.Sweeps;
using Sweep.Web.Keys;
using Sweep.Web.Pages;

namespace Sweep.Web.Tests.Pages;

/// <summary>A server with the pages on a store, under the policy of the real one, whose connections can be cut.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private readonly WebApplication _app;
    private CancellationTokenSource _cut = new();
    private volatile bool _isDown;

    private PageHost(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<PageHost> StartAsync(ISweepStore store, IResultService results, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<ISweepService>(new SweepService(store, TimeProvider.System));
        builder.Services.AddSingleton(results);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(Scopes.Write, policy => policy.RequireAssertion(_ => true))
            .AddPolicy(Scopes.Read, policy => policy.RequireAssertion(_ => true));
        builder.Services.AddSweepPages();
        var app = builder.Build();
        var host = new PageHost(app);
        app.Use(host.GuardAsync);
        app.UseAuthorization();
        app.MapSweepPages();
        app.MapGet("/v1/sweeps/{id}/events", (HttpContext http, string id) => host.TellAsync(http, store, Guid.Parse(id)));
        await app.StartAsync(cancellation);
        return host;
    }

    /// <summary>Cuts every connection, and each that comes, until it is undone.</summary>
    public async Task SetDownAsync(bool isDown)
    {
        _isDown = isDown;
        if (!isDown)
            return;
        var cut = Interlocked.Exchange(ref _cut, new CancellationTokenSource());
        await cut.CancelAsync();
        cut.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await SetDownAsync(true);
        await _app.DisposeAsync();
        _cut.Dispose();
    }

    private async Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        if (_isDown)
        {
            http.Abort();
            return;
        }

        try
        {
            await next(http);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !http.Response.HasStarted)
        {
            // A test that fails says why.
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await http.Response.WriteAsync(failure.ToString());
        }
    }

    private async Task TellAsync(HttpContext http, ISweepStore store, Guid id)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _cut.Token, _app.Lifetime.ApplicationStopping);
        http.Response.ContentType = "text/event-stream";
        try
        {
            await http.Response.Body.WriteAsync("retry: 300\n\n"u8.ToArray(), end.Token);
            SweepRecord? sweep;
            var told = -1L;
            do
            {
                sweep = await store.FindSweepAsync(id, end.Token);
                var rows = (await store.TotalTrialsAsync(id, end.Token)).Rows;
                if (rows != told || sweep?.State.IsOpen() != true)
                    await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: progress\nid: {told = rows}\ndata: {{}}\n\n"), end.Token);
                await http.Response.Body.FlushAsync(end.Token);
                await Task.Delay(100, end.Token);
            }
            while (sweep?.State.IsOpen() == true);
        }
        catch (OperationCanceledException)
        {
            http.Abort();
        }
    }
}
