using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;
using Sweep.Core.Texts;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Clustering;
using Sweep.Grains.Clustering.Security;
using Sweep.Grains.Compute;
using Sweep.Grains.Hosting;
using Sweep.Grains.Silos;
using Sweep.Grains.Telemetry;
using Sweep.Service;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Storage.Opening;
using Sweep.Web;
using Sweep.Web.Keys;

namespace Sweep.Silo;

/// <summary>The server from its settings to its exit code.</summary>
internal static class SiloServer
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Usage = 2;
    private const string StoppedEarly = "told to stop while it was starting";
    private const string DefaultUrl = "http://127.0.0.1:8080";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    public static async Task<int> RunAsync(WebApplicationBuilder builder, SiloSettings settings)
    {
        using var stop = new StopSignal();
        TelemetryExport? started;
        try
        {
            started = TelemetryExport.Start(settings.Telemetry, "sweep-silo", Console.Error.WriteLine);
        }
        catch (Exception refused) when (TelemetryExport.IsRefusal(refused))
        {
            return await SayAsync(TelemetryExport.Describe(refused), Usage);
        }

        using var telemetry = started;
        telemetry?.ConfigureLogging(builder.Logging);
        try
        {
            await using var store = SweepStores.Open(settings.Database, TimeProvider.System);
            var began = Stopwatch.GetTimestamp();
            var patience = new StorePatience(TimeProvider.System, settings.StartTime, away => Console.Error.WriteLine(
                $"waiting for the database, up to Sweep:StartSeconds, {settings.StartTime.TotalSeconds:0}: {away.Message}"));
            try
            {
                await patience.AskAsync(token => PrepareAsync(store, settings.Migrate, token), stop.Token);
            }
            catch (OperationCanceledException)
            {
                return await SayAsync(StoppedEarly, Done);
            }

            var patienceLeft = settings.StartTime - Stopwatch.GetElapsedTime(began);
            await using var membership = DatabaseChoice.Parse(settings.Database).Connection is { } connection ? ClusterDatabase.Open(connection) : null;
            await using var app = Build(builder, settings, store, membership, patienceLeft);
            try
            {
                await ClusterJoin.StartAsync(app, settings, membership, stop.Token);
            }
            catch (ClusterRefusedException refused)
            {
                await StopStartedAsync(app);
                return await SayAsync($"Sweep:Tls: cluster {settings.Cluster.ClusterId} cannot be joined: {refused.Message}", Failed);
            }
            catch (UnsafeAddressException)
            {
                await StopStartedAsync(app);
                throw;
            }
            catch (Exception) when (stop.Token.IsCancellationRequested)
            {
                // Orleans gives up in several ways.
                await StopStartedAsync(app);
                return await SayAsync(StoppedEarly, Done);
            }

            await app.WaitForShutdownAsync(CancellationToken.None);
            return Done;
        }
        catch (StoreException refused)
        {
            return refused.IsTransient
                ? await SayAsync($"ConnectionStrings:Sweep: {refused.Message}; waited {settings.StartTime.TotalSeconds:0} s for it, which is Sweep:StartSeconds", Failed)
                : await SayAsync($"ConnectionStrings:Sweep: {refused.Message}", Usage);
        }
        catch (Exception taken) when (IsPortTaken(taken))
        {
            return await SayAsync(
                $"Orleans:SiloPort, Orleans:GatewayPort, Urls: one of the ports {settings.SiloPort}, {settings.GatewayPort} or the one for HTTP is taken "
                + $"({taken.Message}): stop the program that has it, or give another",
                Usage);
        }
        catch (Exception unknown) when (IsNoAddress(unknown))
        {
            return await SayAsync(
                $"Orleans:ListenAddress, Orleans:Address, Urls: one of the addresses is none of this machine's ({Secrets.Masked(unknown.Message)}): give one that it has, or leave it out",
                Usage);
        }
        catch (UnsafeAddressException open)
        {
            return await SayAsync($"{open.Problem with { Place = "Urls" }}; or leave them out with Sweep:Web=false", Usage);
        }
        catch (Exception late) when (IsCancellation(late))
        {
            return await SayAsync(
                $"stopped before it was drained: Sweep:DrainSeconds, {settings.DrainTime.TotalSeconds:0}, were over; what was unfinished runs again elsewhere", Failed);
        }
#pragma warning disable CA1031 // The last resort of the process: people get words, not an abort.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return await SayAsync($"unexpected {failure.GetType().Name}: {Secrets.Masked(failure.Message)}", Failed);
        }
    }

    private static async Task PrepareAsync(ISweepStore store, bool migrate, CancellationToken cancellation)
    {
        if (migrate)
            await store.MigrateAsync(cancellation);
        else
            await SchemaGuard.RequireCurrentAsync(store, cancellation);
        await SchemaGuard.RequireWritableAsync(store, cancellation);
    }

    /// <summary>What had started already may have taken work up, which is drained.</summary>
    private static async Task StopStartedAsync(WebApplication app)
    {
        try
        {
            await app.StopAsync(CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // Orleans refuses to stop a silo that did not come to run, after all others were stopped.
        }
    }

    private static WebApplication Build(
        WebApplicationBuilder builder, SiloSettings settings, ISweepStore store, NpgsqlDataSource? membership, TimeSpan patience)
    {
        var configuration = builder.Configuration;
        if (AddressKeys.All(key => string.IsNullOrEmpty(configuration[key])))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.DrainTime);
        builder.Services.AddHealthChecks().AddCheck<StoreHealthCheck>("store").AddCheck<SiloHealthCheck>("silo");
        builder.AddSweep(
            store,
            silo =>
            {
                silo.Slots = settings.Slots;
                silo.TraceShare = settings.Telemetry.TrialShare;
                silo.Trials.CheckpointPeriod = settings.CheckpointPeriod;
                silo.Trainers = settings.Trainers;
                silo.Notifications = settings.Notifications;
                // The rest of the time is for what they leave to be stored, and for leaving.
                silo.Trials.FinishWithin = settings.DrainTime / 3;
            },
            orleans => ClusterJoin.Configure(orleans, settings, membership, patience));

        if (settings.Web.IsServed)
            builder.Services.AddSweepWeb(SiloWeb.Settings(settings, store, membership));
        else if (settings.Retention is { } retention)
            builder.Services.AddSweepRetention(new SweepRetention(store, retention, TimeProvider.System));

        var app = builder.Build();
        if (settings.Web.IsServed)
            app.MapSweepWeb();
        app.MapHealth();
        app.MapGet("/info", (SiloIdentity silo, ComputePool pool) => new SiloInfo(
            BuildVersion.Current,
            Numerics.Version,
            silo.Name,
            membership is null ? null : settings.Cluster.ClusterId,
            store.Description,
            pool.Slots,
            pool.Busy));
        return app;
    }

    private static async Task<int> SayAsync(string message, int code)
    {
        await Console.Error.WriteLineAsync(message);
        return code;
    }

    private static bool IsPortTaken(Exception? failure) =>
        failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || (failure is not null && IsPortTaken(failure.InnerException));

    private static bool IsNoAddress(Exception? failure) =>
        failure is SocketException { SocketErrorCode: SocketError.AddressNotAvailable } || (failure is not null && IsNoAddress(failure.InnerException));

    private static bool IsCancellation(Exception failure) =>
        failure is OperationCanceledException || (failure is AggregateException several && several.InnerExceptions.Any(IsCancellation));
}
