using Sweep.Core.Sweeps;
using Sweep.Web.Keys;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>Something that can be done with a sweep, once it is confirmed.</summary>
/// <param name="Name">In addresses.</param>
/// <param name="Verb">On buttons.</param>
/// <param name="Effect">What comes of it.</param>
/// <param name="To">The state that it leads to; null for deleting.</param>
public sealed record SweepAction(string Name, string Verb, string Effect, SweepState? To)
{
    public static IReadOnlyList<SweepAction> All { get; } =
    [
        new("pause", "Pause", "No trial is begun any more, and those in training are stopped; what is finished stays, and resuming goes on from there.", SweepState.Paused),
        new("resume", "Resume", "Silos take it up within seconds and go on where it stopped.", SweepState.Running),
        new("cancel", "Cancel", "It ends for good: trials in training are stopped, and the others never begin. What is finished stays. A cancelled sweep cannot be resumed.", SweepState.Cancelled),
        new("delete", "Delete", "Its trials, curves, notes and tags are deleted for good. Export them first if they are worth keeping.", null),
    ];

    /// <summary>What it asks for, as the API does: what is deleted is gone for good.</summary>
    public string Scope => To is null ? Scopes.Admin : Scopes.Write;

    public bool IsHarmful => To is null or SweepState.Cancelled;

    public static IEnumerable<SweepAction> PossibleIn(SweepState state) => All.Where(action => action.To switch
    {
        SweepState.Paused => state == SweepState.Running,
        SweepState.Running => state is SweepState.Paused or SweepState.Failed,
        SweepState.Cancelled => state.IsOpen(),
        _ => state.IsFinal(),
    });
}
