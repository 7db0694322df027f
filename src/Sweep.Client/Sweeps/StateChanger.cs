using System.Text.Json;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Storage;

namespace Sweep.Client.Sweeps;

/// <summary>Pauses and cancels: conditional updates of the store, which need no silo and which silos see within seconds.</summary>
internal static class StateChanger
{
    public static async Task<int> ChangeAsync(Invocation call, string id, SweepState to, CancellationToken cancellation)
    {
        await using var store = await StoreOpener.OpenExistingAsync(call, cancellation);
        var sweep = await SweepLookup.FindAsync(store, id, cancellation);
        var change = await store.ChangeStateAsync(sweep.Id, to, error: null, cancellation);
        var now = change.Sweep ?? sweep;
        var refused = !change.Changed && now.State != to;
        if (refused)
            call.Output.Complain($"{now} is {now.State.ToName()}: {Rule(to)}");
        else
            call.Output.Say(change.Changed ? $"{now} is {to.ToName()} now{Afterwards(to, now, call)}" : $"{now} was {to.ToName()} already");
        if (call.Json)
            call.WriteJson(json => WriteJson(json, now, change.Changed));
        return refused ? ExitCodes.Failed : ExitCodes.Done;
    }

    private static string Rule(SweepState to) => to switch
    {
        SweepState.Paused => "only running sweeps can be paused",
        _ => "only running and paused sweeps can be cancelled",
    };

    private static string Afterwards(SweepState to, SweepRecord sweep, Invocation call) => to == SweepState.Paused
        ? $"; `sweep resume {SweepIds.Full(sweep.Id)}{StoreOpener.OptionFor(call)}` goes on"
        : "; what it has finished is kept";

    public static void WriteJson(Utf8JsonWriter json, SweepRecord sweep, bool changed)
    {
        json.WriteStartObject();
        json.WriteString("sweep_id", SweepIds.Full(sweep.Id));
        json.WriteString("state", sweep.State.ToName());
        json.WriteBoolean("changed", changed);
        json.WriteEndObject();
    }
}
