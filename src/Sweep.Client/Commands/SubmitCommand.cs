using System.CommandLine;
using Sweep.Client.Formatting;
using Sweep.Client.Running;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep submit SPEC</c>: stores a sweep for the silos of its database, which look for it every two seconds.</summary>
internal static class SubmitCommand
{
    private static readonly Argument<string> Spec = new("spec") { HelpName = "SPEC", Description = "YAML or JSON file that defines the sweep; - for standard input" };

    private static readonly Option<string?> Key = new("--key")
    {
        HelpName = "KEY",
        Description = "Submitting again with the same key and spec gives the same sweep instead of another",
    };

    public static Command Create(CommandHost host) => host.Handle(
        new Command("submit", "Hand a sweep to the silos of the database and return at once") { Spec, Key, NoReuseOption.Option, ClusterOption.Option },
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var key = call.Get(Key);
        if (SubmitKeys.Check("--key", key) is { } wrong)
            throw CliException.Usage(wrong);
        if (ServerOpener.Find(call) is { } server)
            return await ToServerAsync(call, server, key, cancellation);
        var spec = NoReuseOption.Apply(call, await SpecFile.ReadAsync(call, call.Get(Spec), cancellation));
        var isOfCluster = call.Get(ClusterOption.Option);
        if (isOfCluster)
            ClusterView.RequireConnection(call);
        await using var store = await StoreOpener.MigratedAsync(call, StoreOpener.OpenOrCreate(call), cancellation);
        await using var cluster = isOfCluster ? ClusterView.Open(call, store) : null;
        var submitted = await SubmitAsync(new SweepService(store, call.Context.Time), spec, key, cancellation);
        if (cluster is not null)
            submitted = submitted with { SilosAlive = await cluster.CountAliveAsync(cancellation) };
        return Tell(call, submitted, cluster);
    }

    private static async Task<int> ToServerAsync(Invocation call, OpenedServer server, string? key, CancellationToken cancellation)
    {
        await using var opened = server.Opened;
        var spec = NoReuseOption.Apply(call, await SpecFile.ReadAsync(call, call.Get(Spec), opened.Sweeps, cancellation));
        return Tell(call, await SubmitAsync(opened.Sweeps, spec, key, cancellation), cluster: null);
    }

    private static async Task<SubmittedSweep> SubmitAsync(ISweepService service, ValidSpec spec, string? key, CancellationToken cancellation)
    {
        var answer = await service.SubmitAsync(spec, key, cancellation);
        return answer.TryGet(out var submitted, out var refusal)
            ? submitted
            : throw new RefusalException(refusal.Kind == RefusalKind.Conflict ? refusal.At("--key") : refusal);
    }

    private static int Tell(Invocation call, SubmittedSweep submitted, ClusterView? cluster)
    {
        Say(call, submitted, cluster);
        if (call.Json)
            call.WriteJson(submitted, SweepJson.Default.SubmittedSweep);
        else
            call.Output.Plain.WriteLine($"{submitted.SweepId:d}");
        return ExitCodes.Done;
    }

    private static void Say(Invocation call, SubmittedSweep submitted, ClusterView? cluster)
    {
        call.Output.Say(submitted.Submitted
            ? $"{submitted.Sweep}: {Figures.Count(submitted.PlannedTrials)} trials are submitted"
            : $"{submitted.Sweep} was submitted before with this key, and is {submitted.State.ToName()}");
        if (submitted.Sweep.Space.LeftOut?.ToString() is { Length: > 0 } leftOut)
            call.Output.Say(Printable.Whole(leftOut));
        if (submitted.History is { } history)
            call.Output.Say($"the search begins with {history}");
        if (submitted.SilosAlive == 0)
            call.Output.Say($"no silo of cluster {cluster!.Cluster.ClusterId} is alive now; it begins as soon as one is: {cluster.SiloCommand}");
        else if (submitted.SilosAlive is null && call.ServerOption is null)
            call.Output.Say("a sweep-silo on this database works on it, as `sweep resume` would");
        call.Output.Say($"to see how it goes on: sweep watch {submitted.SweepId:d}{StoreOpener.OptionFor(call)}{(cluster is null ? "" : " --cluster")}");
    }
}
