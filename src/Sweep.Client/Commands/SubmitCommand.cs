using System.CommandLine;
using Sweep.Client.Formatting;
using Sweep.Client.Running;
using Sweep.Client.Silos;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Grains.Telemetry;
using Sweep.Storage;

namespace Sweep.Client.Commands;

/// <summary><c>sweep submit SPEC</c>: stores a sweep for the silos of its database, which look for it every two seconds.</summary>
internal static class SubmitCommand
{
    private const int LongestKey = 200;

    private static readonly Argument<string> Spec = new("spec") { HelpName = "SPEC", Description = "YAML or JSON file that defines the sweep; - for standard input" };

    private static readonly Option<string?> Key = new("--key")
    {
        HelpName = "KEY",
        Description = "Submitting again with the same key and spec gives the same sweep instead of another",
    };

    public static Command Create(CommandHost host) => host.Handle(
        new Command("submit", "Hand a sweep to the silos of the database and return at once") { Spec, Key, ClusterOption.Option },
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var key = ReadKey(call);
        var (spec, text) = await SpecFile.ReadAsync(call.Get(Spec), call.Context.Input, cancellation);
        var isOfCluster = call.Get(ClusterOption.Option);
        if (isOfCluster)
            ClusterView.RequireConnection(call);
        await using var store = await StoreOpener.MigratedAsync(call, StoreOpener.OpenOrCreate(call), cancellation);
        await using var cluster = isOfCluster ? ClusterView.Open(call, store) : null;
        var sent = NewSweeps.Of(spec, text, key);
        var sweep = await SubmitAsync(store, sent, cancellation);
        int? alive = cluster is null ? null : await cluster.CountAliveAsync(cancellation);
        Say(call, sweep, isNew: sweep.Id == sent.Id, alive, cluster);
        if (call.Json)
            call.WriteJson(json => WriteJson(json, sweep, sweep.Id == sent.Id, alive));
        else
            call.Output.Plain.WriteLine(SweepIds.Full(sweep.Id));
        return ExitCodes.Done;
    }

    private static string? ReadKey(Invocation call)
    {
        var key = call.Get(Key);
        return key is null || (key.Length is > 0 and <= LongestKey && !key.Any(char.IsControl))
            ? key
            : throw CliException.Usage(new Problem("--key", key.Length == 0 ? "\"\"" : key, $"must be 1 to {LongestKey} printable characters"));
    }

    private static async Task<SweepRecord> SubmitAsync(ISweepRegister sweeps, NewSweep sweep, CancellationToken cancellation)
    {
        try
        {
            return await SweepSpans.SubmitAsync(sweeps, sweep, cancellation);
        }
        catch (SubmitKeyConflictException conflict)
        {
            throw new CliException(ExitCodes.Usage, [$"--key: {conflict.Message}"]);
        }
    }

    private static void Say(Invocation call, SweepRecord sweep, bool isNew, int? alive, ClusterView? cluster)
    {
        call.Output.Say(isNew
            ? $"{sweep}: {Figures.Count(sweep.PlannedTrials)} trials are submitted"
            : $"{sweep} was submitted before with this key, and is {sweep.State.ToName()}");
        if (alive == 0)
            call.Output.Say($"no silo of cluster {cluster!.Cluster.ClusterId} is alive now; it begins as soon as one is: {cluster.SiloCommand}");
        else if (alive is null)
            call.Output.Say("a sweep-silo on this database works on it, as `sweep resume` would");
        call.Output.Say($"to see how it goes on: sweep watch {SweepIds.Full(sweep.Id)}{StoreOpener.OptionFor(call)}{(cluster is null ? "" : " --cluster")}");
    }

    private static void WriteJson(System.Text.Json.Utf8JsonWriter json, SweepRecord sweep, bool isNew, int? alive)
    {
        json.WriteStartObject();
        json.WriteString("sweep_id", SweepIds.Full(sweep.Id));
        json.WriteString("name", sweep.Name);
        json.WriteString("state", sweep.State.ToName());
        json.WriteNumber("planned_trials", sweep.PlannedTrials);
        json.WriteBoolean("submitted", isNew);
        if (alive is { } silos)
            json.WriteNumber("silos_alive", silos);
        else
            json.WriteNull("silos_alive");
        json.WriteEndObject();
    }
}
