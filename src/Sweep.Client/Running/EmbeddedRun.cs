using Microsoft.Extensions.DependencyInjection;
using Sweep.Client.Formatting;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Grains.Contracts;
using Sweep.Grains.Hosting;
using Sweep.Grains.Trainers;
using Sweep.Service;
using Sweep.Service.Sweeps;
using Sweep.Service.Watching;
using Sweep.Storage;
using Sweep.Storage.Faults;
using Sweep.Storage.Opening;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Running;

/// <summary>Runs a sweep to its end on a silo in this process, showing how it goes on.</summary>
/// <param name="trainers">What it trains by besides Sweep's own; null for no more.</param>
internal sealed class EmbeddedRun(Invocation call, ISweepStore store, TrainerAssembly? trainers = null)
{
    private static readonly TimeSpan PatienceBeforeWords = TimeSpan.FromSeconds(1.5);

    private readonly StorePatience _patience = call.StorePatience;
    private readonly RunResults _results = new(call, store, new SweepService(store, call.Context.Time));

    /// <param name="accept">Submits the sweep, or names one that is there.</param>
    /// <param name="slots">Trials in training at once; null for one per core.</param>
    /// <param name="cancellation">The first Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Func<CancellationToken, Task<SweepRecord>> accept, int? slots, CancellationToken cancellation)
    {
        await using var silo = await StartAsync(slots, cancellation);
        var sweep = await accept(cancellation);
        var acceptedAt = call.Context.Time.GetUtcNow();
        SweepProgress? last;
        try
        {
            await TakeUpAsync(silo, sweep, cancellation);
            var service = new SweepService(store, call.Context.Time, new EmbeddedSource(silo, store, call.Context.Time));
            last = await new ProgressDisplay(call, store, service).ShowAsync(sweep, ResumeOf(sweep), cancellation);
            cancellation.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await StopAsync(silo, sweep, acceptedAt);
        }

        var result = await _patience.AskAsync(_ => _results.ReadAsync(sweep, acceptedAt, last), cancellation);
        var code = _results.Print(result, ResumeOf(sweep));
        await new LastNotifications(call, silo).SendAsync(sweep, cancellation);
        return code;
    }

    /// <summary>Prints the result of a sweep that has ended before.</summary>
    public async Task<int> PrintAsync(SweepRecord sweep) =>
        _results.Print(await _results.ReadAsync(sweep, call.Context.Time.GetUtcNow()), ResumeOf(sweep));

    /// <summary>The silo starts while the schema is made sure of, since it asks the store nothing before it takes up a sweep.</summary>
    private async Task<EmbeddedSilo> StartAsync(int? slots, CancellationToken cancellation)
    {
        var options = new EmbeddedSiloOptions
        {
            ConfigureNotifications = ServerVariables.Notifications(call),
            Slots = slots,
            TimeProvider = call.Context.Time,
            ConfigureLogging = call.Context.Telemetry is { } telemetry ? telemetry.ConfigureLogging : null,
            TraceShare = call.Context.Telemetry?.TrialShare,
            ConfigureServices = services =>
            {
                foreach (var trainer in trainers?.Trainers ?? [])
                    services.AddSingleton(trainer);
            },
        };
        var starting = Task.Run(() => EmbeddedSilo.StartAsync(store, options, cancellation), cancellation);
        try
        {
            await StoreOpener.MigratedAsync(call, store, cancellation);
            await Task.WhenAll(StoreWarmUp.RunAsync(store, cancellation), WarmUpAsync(starting, cancellation));
        }
        catch
        {
            await (await starting).DisposeAsync();
            throw;
        }

        return await starting;
    }

    private static async Task WarmUpAsync(Task<EmbeddedSilo> starting, CancellationToken cancellation)
    {
        try
        {
            await (await starting).WarmUpAsync().WaitAsync(cancellation);
        }
        catch (Exception failure) when (failure is StoreException || failure.IsNoAnswer(cancellation))
        {
            // What is really wrong shows when the sweep is taken up.
        }
    }

    private async Task TakeUpAsync(EmbeddedSilo silo, SweepRecord sweep, CancellationToken cancellation)
    {
        var taking = _patience.AskAsync(token => silo.TakeUpAsync(sweep.Id, token), cancellation);
        var patience = Task.Delay(PatienceBeforeWords, call.Context.Time, CancellationToken.None);
        if (sweep.Owner is not null && await Task.WhenAny(taking, patience) == patience)
            call.Output.Say("waiting for the sweep's former owner to be gone for sure");
        var taken = await taking;
        // Somebody else may have paused it just now; whoever says run or resume wants it to go on.
        if (taken is { Acquired: true, Sweep.State: SweepState.Paused })
            await store.ChangeStateAsync(sweep.Id, SweepState.Running, error: null, cancellation);
        if (taken.Acquired || taken.Sweep?.State.IsFinal() == true)
            return;
        throw CliException.Failed(taken switch
        {
            { Sweep: null } => SweepFinder.Gone(store, sweep).ToString(),
            { Refusal: { } refusal } => $"{sweep}: {refusal}",
            _ => $"{sweep} belongs to {taken.Owner ?? "another process"}, which works on it; `sweep status {sweep.Id:d}{StoreOpener.OptionFor(call)}` shows how far it is",
        });
    }

    private async Task<int> StopAsync(EmbeddedSilo silo, SweepRecord sweep, DateTimeOffset acceptedAt)
    {
        call.Output.Say("stopping: what is finished is being stored (interrupt again to leave at once)");
        await silo.DrainAsync(CancellationToken.None);
        var result = await _results.ReadAsync(sweep, acceptedAt);
        call.Output.Say($"stopped after {Figures.Count(result.Totals.Rows)} of {Figures.Count(sweep.PlannedTrials)} trials; to go on:");
        call.Output.Say($"  {ResumeOf(sweep)}");
        _results.WriteJson(result);
        return ExitCodes.Interrupted;
    }

    private string ResumeOf(SweepRecord sweep) => $"sweep resume {sweep.Id:d}{StoreOpener.OptionFor(call)}";
}
