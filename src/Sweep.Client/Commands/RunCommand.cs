using System.CommandLine;
using Sweep.Client.Running;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Grains.Trainers;
using Sweep.Service;
using Sweep.Service.Sweeps;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>sweep run SPEC</c>: trains a whole sweep in this process and prints what converged fastest.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> Spec = new("spec") { HelpName = "SPEC", Description = "YAML or JSON file that defines the sweep; - for standard input" };

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Take up the newest unfinished sweep of the same spec, else start one",
        Arity = ArgumentArity.Zero,
    };

    public static Command Create(CommandHost host) => host.Handle(
        new Command("run", "Run a sweep here, or on a cluster, show how it goes on, and print what converged fastest")
        {
            Spec, Resume, NoReuseOption.Option, SlotsOption.Option, TrainerAssemblyOption.Option, ClusterOption.Option,
        },
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        if (ServerOpener.Find(call) is { } server)
            return await OnServerAsync(call, server, cancellation);
        var slots = SlotsOption.Read(call);
        var isOfCluster = call.Get(ClusterOption.Option);
        if (isOfCluster)
            ClusterOption.RefuseSlots(slots);
        var trainers = TrainerAssemblyOption.Read(call);
        var known = NamedTrainer.KnownOf(trainers?.Trainers ?? []);
        var spec = NoReuseOption.Apply(call, await SpecFile.ReadAsync(call, call.Get(Spec), cancellation, known));
        await using var store = StoreOpener.OpenOrCreate(call);
        var service = new SweepService(store, call.Context.Time);
        Task<SweepRecord> AcceptThisAsync(CancellationToken token) => AcceptAsync(call, service, spec, token);
        return isOfCluster
            ? await OnClusterAsync(call, store, AcceptThisAsync, cancellation)
            : await new EmbeddedRun(call, store, trainers).RunAsync(AcceptThisAsync, slots, cancellation);
    }

    private static async Task<SweepRecord> AcceptAsync(Invocation call, ISweepService service, ValidSpec spec, CancellationToken cancellation)
    {
        if (!call.Get(Resume) || await service.FindUnfinishedAsync(spec, cancellation) is not { } unfinished)
            return (await service.SubmitAsync(spec, key: null, cancellation)).Require().Sweep;
        call.Output.Say($"taking up sweep {unfinished.Id:d} of the same spec, which is {unfinished.State.ToName()}");
        return await service.ReopenAsync(unfinished, cancellation);
    }

    private static async Task<int> OnServerAsync(Invocation call, OpenedServer server, CancellationToken cancellation)
    {
        await using var opened = server.Opened;
        var spec = NoReuseOption.Apply(call, await SpecFile.ReadAsync(call, call.Get(Spec), opened.Sweeps, cancellation));
        var sweep = await AcceptAsync(call, opened.Sweeps, spec, cancellation);
        return await new WatchedRun(call, opened.Place, opened.Sweeps, StoreOpener.OptionFor(call))
            .WatchAsync(sweep, call.Context.Time.GetUtcNow(), cancellation);
    }

    /// <summary>Nothing is submitted where no silo answers.</summary>
    private static async Task<int> OnClusterAsync(
        Invocation call, ISweepStore store, Func<CancellationToken, Task<SweepRecord>> acceptAsync, CancellationToken cancellation)
    {
        await using var cluster = ClusterView.Open(call, store);
        await StoreOpener.MigratedAsync(call, store, cancellation);
        await using var client = await cluster.JoinAsync(cancellation);
        var sweep = await acceptAsync(cancellation);
        return await ClusterRun.Of(call, store, client).WatchAsync(sweep, call.Context.Time.GetUtcNow(), cancellation);
    }
}
