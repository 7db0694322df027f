using System.CommandLine;
using Sweep.Client.Running;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>sweep resume ID</c>: goes on with a paused, killed or failed sweep in this process.</summary>
internal static class ResumeCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Option<bool> RetryFailed = new("--retry-failed")
    {
        Description = "Run the sweep's failed trials again too",
        Arity = ArgumentArity.Zero,
    };

    public static Command Create(CommandHost host) => host.Handle(
        new Command("resume", "Go on with a paused, interrupted or failed sweep, and show it as run does")
        {
            Id, RetryFailed, SlotsOption.Option, TrainerAssemblyOption.Option, ClusterOption.Option,
        },
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var slots = SlotsOption.Read(call);
        var trainers = TrainerAssemblyOption.Read(call);
        if (call.Get(ClusterOption.Option))
        {
            ClusterOption.RefuseSlots(slots);
            ClusterView.RequireConnection(call);
        }

        if (ServerOpener.Find(call) is { } server)
            return await OnServerAsync(call, server, cancellation);
        await using var store = await StoreOpener.OpenExistingAsync(call, cancellation);
        var service = new SweepService(store, call.Context.Time);
        var sweep = (await service.FindAsync(call.Get(Id), cancellation)).Require();
        var run = new EmbeddedRun(call, store, trainers);
        RequireUncancelled(sweep);
        if (call.Get(ClusterOption.Option))
        {
            await using var cluster = ClusterView.Open(call, store);
            return await new ClusterResume(call, service, cluster).RunAsync(sweep, call.Get(RetryFailed), cancellation);
        }

        if (OtherOwner.Of(sweep, call.Context.Time.GetUtcNow()) is { } owner)
            return await LetGoOnAsync(call, service, sweep, owner, cancellation);
        if (call.Get(RetryFailed) && await FailedTrials.RetryAsync(call, service, sweep.Id, cancellation))
            sweep = await store.FindSweepAsync(sweep.Id, cancellation) ?? sweep;

        if (sweep.State == SweepState.Completed)
        {
            call.Output.Say($"{sweep} is completed already");
            return await run.PrintAsync(sweep);
        }

        return await run.RunAsync(token => service.ReopenAsync(sweep, token), slots, cancellation);
    }

    private static async Task<int> OnServerAsync(Invocation call, OpenedServer server, CancellationToken cancellation)
    {
        await using var opened = server.Opened;
        var sweep = (await opened.Sweeps.FindAsync(call.Get(Id), cancellation)).Require();
        RequireUncancelled(sweep);
        return await new ClusterResume(call, opened.Sweeps, cluster: null).RunAsync(sweep, call.Get(RetryFailed), cancellation);
    }

    private static void RequireUncancelled(SweepRecord sweep)
    {
        if (sweep.State == SweepState.Cancelled)
            throw CliException.Failed($"{sweep} is cancelled for good; `sweep run SPEC` starts another of its spec");
    }

    /// <summary>Another process holds the sweep: it is that one which goes on.</summary>
    private static async Task<int> LetGoOnAsync(
        Invocation call, SweepService service, SweepRecord sweep, string owner, CancellationToken cancellation)
    {
        if (sweep.State != SweepState.Paused)
            throw CliException.Failed($"{sweep} is {sweep.State.ToName()} in {owner} already; `sweep status {sweep.Id:d}{StoreOpener.OptionFor(call)}` shows how far it is");
        var change = await service.ChangeAsync(sweep, SweepState.Running, cancellation);
        if (change.State != SweepState.Running)
            throw CliException.Failed($"{sweep} is {change.State.ToName()} now");
        call.Output.Say($"{sweep} goes on in {owner}");
        if (call.Json)
            call.WriteJson(change, SweepJson.Default.ChangedSweep);
        return ExitCodes.Done;
    }
}
