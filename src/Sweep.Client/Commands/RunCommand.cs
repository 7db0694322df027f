using System.CommandLine;
using Sweep.Client.Running;
using Sweep.Client.Sweeps;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;
using Sweep.Grains.Storage;

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
        new Command("run", "Run a sweep here, show how it goes on, and print what converged fastest") { Spec, Resume, SlotsOption.Option },
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var slots = SlotsOption.Read(call);
        var (spec, text) = await SpecFile.ReadAsync(call.Get(Spec), call.Context.Input, cancellation);
        await using var store = StoreOpener.OpenOrCreate(call);
        var sweep = New(spec, text);
        return await new EmbeddedRun(call, store).RunAsync(
            async token => call.Get(Resume) && await FindUnfinishedAsync(call, store, sweep.SpecHash, token) is { } unfinished
                ? unfinished
                : await store.SubmitAsync(sweep, token),
            slots,
            cancellation);
    }

    private static NewSweep New(SweepSpec spec, string text)
    {
        var canonical = CanonicalSpec.ToJson(spec);
        return new NewSweep(
            Guid.CreateVersion7(), spec.Name, text, canonical, CanonicalSpec.Hash(canonical), SubmitKey: null, Numerics.Version, new SearchSpace(spec).PlannedTrials);
    }

    private static async Task<SweepRecord?> FindUnfinishedAsync(Invocation call, ISweepStore store, string hash, CancellationToken cancellation)
    {
        SweepState[] unfinished = [SweepState.Running, SweepState.Paused, SweepState.Failed];
        var found = await store.ListSweepsAsync(new SweepFilter(unfinished, SpecHash: hash, Limit: 1), cancellation);
        if (found is not [var sweep])
            return null;
        call.Output.Say($"taking up sweep {SweepIds.Full(sweep.Id)} of the same spec, which is {sweep.State.ToName()}");
        return await Ownership.ReopenAsync(store, sweep, call.Context.Time.GetUtcNow(), cancellation);
    }
}
