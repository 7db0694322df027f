using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Core.Training;
using Sweep.Storage;

namespace Sweep.Client.Running;

/// <summary>Sweeps as they are submitted.</summary>
internal static class NewSweeps
{
    public static NewSweep Of(SweepSpec spec, string text, string? submitKey)
    {
        var canonical = CanonicalSpec.ToJson(spec);
        return new NewSweep(
            Guid.CreateVersion7(), spec.Name, text, canonical, CanonicalSpec.Hash(canonical), submitKey, Numerics.Version, new SearchSpace(spec).PlannedTrials);
    }

    /// <summary>The newest unfinished sweep of the same spec, running again where nobody owns it; null where there is none.</summary>
    public static async Task<SweepRecord?> FindUnfinishedAsync(Invocation call, ISweepRegister sweeps, string hash, CancellationToken cancellation)
    {
        SweepState[] unfinished = [SweepState.Running, SweepState.Paused, SweepState.Failed];
        var found = await sweeps.ListSweepsAsync(new SweepFilter(unfinished, SpecHash: hash, Limit: 1), cancellation);
        if (found is not [var sweep])
            return null;
        call.Output.Say($"taking up sweep {SweepIds.Full(sweep.Id)} of the same spec, which is {sweep.State.ToName()}");
        return await LiveOwner.ReopenAsync(sweeps, sweep, call.Context.Time.GetUtcNow(), cancellation);
    }
}
