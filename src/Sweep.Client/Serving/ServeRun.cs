using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Sweep.Client.Terminal;
using Sweep.Grains.Clustering;
using Sweep.Grains.Hosting;
using Sweep.Service;
using Sweep.Service.Silos;
using Sweep.Service.Views;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Web;
using Sweep.Web.Keys;

namespace Sweep.Client.Serving;

/// <summary>Serves a store until it is interrupted.</summary>
internal sealed class ServeRun(Invocation call, ISweepStore store)
{
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ServeChoice choice, CancellationToken cancellation)
    {
        await using var client = choice.Cluster is { } cluster ? await cluster.JoinAsync(cancellation) : null;
        await using var silo = client is null && choice.Slots != 0 ? await StartSiloAsync(choice, cancellation) : null;
        await using (var server = await StartServerAsync(choice, client, silo, cancellation))
        {
            var urls = server.Addresses.Order(StringComparer.Ordinal).ToList();
            if (call.Json)
                call.WriteJson(new ServedWeb(urls, store.Description), SweepJson.Default.ServedWeb);
            call.Output.Say($"{string.Join(", ", urls)} shows the sweeps of {store.Description}; Ctrl-C ends it");
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            }
            catch (OperationCanceledException)
            {
                call.Output.Say(silo is null ? "stopping" : "stopping: what is finished is being stored (interrupt again to leave at once)");
            }
        }

        return ExitCodes.Interrupted;
    }

    private Task<EmbeddedSilo> StartSiloAsync(ServeChoice choice, CancellationToken cancellation) => EmbeddedSilo.StartAsync(
        store,
        new EmbeddedSiloOptions
        {
            Slots = choice.Slots,
            TakesAnySweep = true,
            TimeProvider = call.Context.Time,
            ConfigureLogging = call.Context.Telemetry is { } telemetry ? telemetry.ConfigureLogging : null,
            TraceShare = call.Context.Telemetry?.TrialShare,

            // Whoever starts a run by hand may run what they like; whoever sends a spec here may not.
            ConfigureTrainers = trainers => trainers.AllowsCommands = choice.AllowsCommands,
            ConfigureNotifications = options =>
            {
                options.AllowsLoopback = false;
                choice.Notifications(options);
            },
        },
        cancellation);

    private async Task<WebServer> StartServerAsync(ServeChoice choice, ClusterClient? client, EmbeddedSilo? silo, CancellationToken cancellation)
    {
        var time = call.Context.Time;
        IProgressSource? source = client is not null ? new ClusterSource(client, time) : silo is not null ? new GrainSource(silo.Grains) : null;
        Func<CancellationToken, Task<IReadOnlyList<SiloView>>>? silos = client is not null
            ? token => choice.Cluster!.ReadAliveAsync(client, token)
            : silo is not null ? _ => Task.FromResult<IReadOnlyList<SiloView>>([SiloReports.Own(silo.Services, time.GetUtcNow())]) : null;
        try
        {
            return await WebServer.StartAsync(
                new WebSettings
                {
                    Sweeps = _ => new SweepService(store, time, source, silos),
                    Results = _ => new ResultService(store, time),
                    Claims = _ => new ClaimService(store, time, client?.Grains ?? silo?.Grains),
                    DataSets = _ => new DataSetService(store),
                    Keys = _ => store,
                    Traces = choice.Traces,
                    Retention = choice.Retention is { } retention ? new SweepRetention(store, retention, time) : null,
                    Silos = silos is null ? null : (_, token) => silos(token),
                    Access = new AccessSettings { AllowedHosts = choice.AllowedHosts, AsksOnLoopback = choice.RequiresKey },
                },
                store,
                choice.Urls,
                logging => logging.AddProvider(new MessageLog(call.Output)),
                cancellation);
        }
        catch (UnsafeAddressException unsafeAddress)
        {
            throw CliException.Usage(unsafeAddress.Problem with { Place = "--url" });
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            throw CliException.Usage(new Problem(
                "--url", string.Join(';', choice.Urls), $"cannot be listened on: {failure.Message}", "stop the program that has it, or give another, such as --url http://127.0.0.1:0"));
        }
    }
}
