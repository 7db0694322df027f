using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Client.Sweeps;

/// <summary>Pauses and cancels.</summary>
internal static class StateChanger
{
    public static async Task<int> ChangeAsync(Invocation call, string id, SweepState to, CancellationToken cancellation)
    {
        await using var opened = await SweepsOpener.OpenAsync(call, cancellation);
        var change = await opened.Sweeps.ChangeAsync((await opened.Sweeps.FindAsync(id, cancellation)).Require(), to, cancellation);
        if (change.Refused is { } refused)
            call.Output.Complain(refused.ToString());
        else
            call.Output.Say(change.Changed ? $"{change.Sweep} is {to.ToName()} now{Afterwards(to, change, call)}" : $"{change.Sweep} was {to.ToName()} already");
        if (call.Json)
            call.WriteJson(change, SweepJson.Default.ChangedSweep);
        return change.Refused is null ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static string Afterwards(SweepState to, ChangedSweep change, Invocation call) => to == SweepState.Paused
        ? $"; `sweep resume {change.SweepId:d}{StoreOpener.OptionFor(call)}` goes on"
        : "; what it has finished is kept";
}
