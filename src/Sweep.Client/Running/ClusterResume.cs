using Sweep.Client.Silos;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Running;

/// <summary>
/// <c>sweep resume ID</c> with <c>--cluster</c> or <c>--server</c>: changes the sweep's state and returns; the silos take it up within seconds.
/// </summary>
/// <param name="cluster">Whose silos are counted; null where the server alone knows them.</param>
internal sealed class ClusterResume(Invocation call, ISweepService service, ClusterView? cluster)
{
    public async Task<int> RunAsync(SweepRecord sweep, bool retryFailed, CancellationToken cancellation)
    {
        var retries = retryFailed && await FailedTrials.RetryAsync(call, service, sweep.Id, cancellation);
        var before = sweep.State;
        var change = await service.ChangeAsync(sweep, SweepState.Running, cancellation);
        if (change.Refused is { } refused)
        {
            call.Output.Complain(refused.ToString());
            return ExitCodes.Failed;
        }

        change = change with { Changed = change.Changed || (retries && change.State == SweepState.Running) };
        call.Output.Say(change.Changed ? $"{change.Sweep} goes on" : $"{change.Sweep} is {change.State.ToName()} already");
        if (cluster is not null && change.State == SweepState.Running && before != SweepState.Completed && await cluster.CountAliveAsync(cancellation) == 0)
            call.Output.Say($"no silo of cluster {cluster.Cluster.ClusterId} is alive now; it goes on as soon as one is: {cluster.SiloCommand}");
        if (call.Json)
            call.WriteJson(change, SweepJson.Default.ChangedSweep);
        return ExitCodes.Done;
    }
}
