using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sweep.Web.Keys;

namespace Sweep.Web;

/// <summary>A server of the web alone, for programs that are none. It reads no settings but those that it is given.</summary>
public sealed class WebServer : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;

    private WebServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, with the ports that were found where 0 was asked for.</summary>
    public IReadOnlyCollection<string> Addresses => [.. _app.Urls];

    /// <summary>All of its routes.</summary>
    internal IReadOnlyList<Endpoint> Routes => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <param name="settings">What it shows, and to whom.</param>
    /// <param name="addresses">Where it is to listen, such as <c>http://127.0.0.1:8080</c>.</param>
    /// <param name="configureLogging">Where it logs; nowhere where null.</param>
    /// <param name="cancellation">Gives starting up.</param>
    /// <exception cref="UnsafeAddressException">Others reach it, and it has no key to ask them for.</exception>
    /// <exception cref="IOException">An address is taken, or none of this machine's.</exception>
    public static async Task<WebServer> StartAsync(
        WebSettings settings, IEnumerable<string> addresses, Action<ILoggingBuilder>? configureLogging, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseUrls([.. addresses]);
        builder.Services.AddRouting();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);

        // What keeps it from starting is the caller's to say.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        configureLogging?.Invoke(builder.Logging);
        builder.Services.AddSweepWeb(settings);
        var app = builder.Build();
        try
        {
            app.MapSweepWeb();
            await app.StartAsync(cancellation);
            return new WebServer(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>Signals are the program's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
