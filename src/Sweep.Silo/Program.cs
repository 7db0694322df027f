using System.Net;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Sweep.Grains.Hosting;
using Sweep.Grains.Storage;
using Sweep.Silo;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var errors = new List<string>();
var settings = SiloSettings.Read(builder.Configuration, errors);
if (errors.Count > 0)
{
    foreach (var error in errors)
        await Console.Error.WriteLineAsync(error);
    return 2;
}

try
{
    await using var store = SweepStores.Open(settings.Database, TimeProvider.System);
    await store.MigrateAsync(CancellationToken.None);
    builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMinutes(1));
    builder.Services.AddHealthChecks().AddCheck<StoreHealthCheck>("store");
    builder.AddSweepSilo(
        store,
        silo => silo.Slots = settings.Slots,
        orleans => orleans.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, new IPEndPoint(IPAddress.Loopback, settings.SiloPort)));

    await using var app = builder.Build();
    app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
    app.MapHealthChecks("/health/ready");
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (refused is StoreException or ArgumentException)
{
    await Console.Error.WriteLineAsync($"ConnectionStrings:Sweep: {refused.Message}");
    return 2;
}
