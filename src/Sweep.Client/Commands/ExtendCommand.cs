using System.CommandLine;
using Sweep.Client.Formatting;
using Sweep.Client.Running;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Grains.Trainers;
using Sweep.Service;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>sweep extend ID</c>: adds to a sweep that has ended, as another that copies what it has, and trains what is new.</summary>
internal static class ExtendCommand
{
    private const string AddExample = "write it as --add learning_rate=0.1,0.2";

    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Option<string?> Iterations = new("--iterations")
    {
        HelpName = "N,…",
        Description = "Add values of iterations, or of whatever makes the trials of its trainer longer",
    };

    private static readonly Option<string?> Trials = new("--trials") { HelpName = "N", Description = "Let its sampler, or the budget of a grid, plan so many trials" };

    private static readonly Option<string[]> Add = new("--add")
    {
        HelpName = "NAME=VALUE,…",
        Description = "Add values of a parameter of a grid; can be written several times",
    };

    public static Command Create(CommandHost host) => host.Handle(
        new Command("extend", "Add values or trials to a sweep that has ended, and train only what is new")
        {
            Id, Iterations, Trials, Add, SlotsOption.Option, TrainerAssemblyOption.Option, ClusterOption.Option,
        },
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var extension = Read(call);
        var slots = SlotsOption.Read(call);
        if (call.Get(ClusterOption.Option))
        {
            ClusterOption.RefuseSlots(slots);
            ClusterView.RequireConnection(call);
        }

        if (ServerOpener.Find(call) is { } server)
        {
            await using var opened = server.Opened;
            var extended = await AcceptAsync(call, opened.Sweeps, extension, cancellation);
            return await new WatchedRun(call, opened.Place, opened.Sweeps, StoreOpener.OptionFor(call))
                .WatchAsync(extended, call.Context.Time.GetUtcNow(), cancellation);
        }

        var trainers = TrainerAssemblyOption.Read(call);
        var known = NamedTrainer.KnownOf(trainers?.Trainers ?? []);
        await using var store = await StoreOpener.OpenExistingAsync(call, cancellation);
        var service = new SweepService(store, call.Context.Time, known: known);
        if (!call.Get(ClusterOption.Option))
            return await new EmbeddedRun(call, store, trainers).RunAsync(token => AcceptAsync(call, service, extension, token), slots, cancellation);
        await using var cluster = ClusterView.Open(call, store);
        await using var client = await cluster.JoinAsync(cancellation);
        var sweep = await AcceptAsync(call, service, extension, cancellation);
        return await ClusterRun.Of(call, store, client).WatchAsync(sweep, call.Context.Time.GetUtcNow(), cancellation);
    }

    private static async Task<SweepRecord> AcceptAsync(Invocation call, ISweepService service, SweepExtension extension, CancellationToken cancellation)
    {
        var sweep = (await service.FindAsync(call.Get(Id), cancellation)).Require();
        var extended = (await service.ExtendAsync(sweep, extension, key: null, cancellation)).Require().Sweep;
        call.Output.Say($"{sweep} is extended: {Figures.Count(extended.PlannedTrials)} trials instead of {Figures.Count(sweep.PlannedTrials)}, of which those that it has are copied");
        return extended;
    }

    private static SweepExtension Read(Invocation call)
    {
        var options = new OptionReader();
        var trials = options.Whole("--trials", call.Get(Trials), 1, SpecLimits.PlannedTrials, 0);
        var iterations = ValuesOf(options, "--iterations", call.Get(Iterations), "write it as --iterations 10000");
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var written in call.Get(Add) ?? [])
        {
            if (written.Split('=', 2) is not [{ Length: > 0 } name, var list])
                options.Refuse(new Problem("--add", written, "must be a parameter's name, =, and values", AddExample));
            else if (!values.TryAdd(name, ValuesOf(options, "--add", list, AddExample)))
                options.Refuse(new Problem("--add", written, $"is the second of {name}", "write its values together, parted by commas"));
        }

        if (options.Errors.Count == 0 && trials == 0 && iterations.Length == 0 && values.Count == 0)
            options.Refuse(new Problem("extend", "", "has nothing to add", "write --iterations, --trials or --add"));
        return options.Errors.Count == 0
            ? new SweepExtension(iterations, trials == 0 ? null : trials, values)
            : throw CliException.Usage([.. options.Errors]);
    }

    private static string[] ValuesOf(OptionReader options, string option, string? written, string remedy)
    {
        string[] values = written?.Split(',', StringSplitOptions.TrimEntries) ?? [];
        if (values.Any(value => value.Length == 0))
            options.Refuse(new Problem(option, written!, "has a value that is empty", remedy));
        return values;
    }
}
