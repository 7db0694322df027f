using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Grains.Contracts;
using Sweep.Service;
using Sweep.Storage;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Running;

/// <summary>Shows people how a sweep goes on: a picture on a terminal that can be redrawn, else lines.</summary>
internal sealed class ProgressDisplay(Invocation call, IStore store, ISweepService service)
{
    /// <summary>Returns once the sweep's state is final or the user interrupts, so that a view always ends in order and clears what it drew.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="resume">The command that goes on with it once it is paused.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>What was told last.</returns>
    public async Task<SweepProgress?> ShowAsync(SweepRecord sweep, string resume, CancellationToken cancellation)
    {
        IProgressView view = call.Output.CanShowLive
            ? new LiveProgress(call.Output, sweep.Space, resume)
            : new PlainProgress(call.Output, sweep.Space, resume, call.Context.Time);
        if (!call.Output.CanShowLive)
            call.Output.Say($"{Printable.Whole(sweep.Name)}: {Figures.Count(sweep.PlannedTrials)} trials, sweep {sweep.Id:d} in {store.Description}");
        if (sweep.Space.LeftOut?.ToString() is { Length: > 0 } leftOut)
            call.Output.Say(Printable.Whole(leftOut));
        if (sweep.Spec.History is { } history)
            call.Output.Say($"the search begins with {history}");
        SweepProgress? last = null;
        await view.ShowAsync(async show =>
        {
            try
            {
                await foreach (var progress in service.WatchAsync(sweep, cancellation))
                    show(last = progress);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // Told by the token.
            }
        });
        return last;
    }
}
