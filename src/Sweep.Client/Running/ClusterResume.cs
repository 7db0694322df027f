using Sweep.Client.Silos;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Storage;

namespace Sweep.Client.Running;

/// <summary><c>sweep resume ID --cluster</c>: changes the sweep's state and returns; the silos take it up within seconds.</summary>
internal sealed class ClusterResume(Invocation call, ISweepStore store)
{
    public async Task<int> RunAsync(SweepRecord sweep, bool retryFailed, CancellationToken cancellation)
    {
        var retries = retryFailed && await FailedTrials.RetryAsync(call, store, sweep.Id, cancellation);
        var before = sweep.State;
        var change = await store.ChangeStateAsync(sweep.Id, SweepState.Running, error: null, cancellation);
        var now = change.Sweep ?? sweep;
        var changed = change.Changed || (retries && now.State == SweepState.Running);
        if (now.State != SweepState.Running && now.State != SweepState.Completed)
        {
            call.Output.Complain($"{now} is {now.State.ToName()}: only paused and failed sweeps can be resumed");
            return ExitCodes.Failed;
        }

        call.Output.Say(changed ? $"{now} goes on" : $"{now} is {now.State.ToName()} already");
        await using var cluster = ClusterView.Open(call, store);
        if (now.State == SweepState.Running && before != SweepState.Completed && await cluster.CountAliveAsync(cancellation) == 0)
            call.Output.Say($"no silo of cluster {cluster.Cluster.ClusterId} is alive now; it goes on as soon as one is: {cluster.SiloCommand}");
        if (call.Json)
            call.WriteJson(json => StateChanger.WriteJson(json, now, changed));
        return ExitCodes.Done;
    }
}
