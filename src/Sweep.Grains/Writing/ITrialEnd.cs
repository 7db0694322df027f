using System.Diagnostics;

namespace Sweep.Grains.Writing;

/// <summary>Who wants to know how a finished trial's way into the store ended.</summary>
internal interface ITrialEnd
{
    /// <summary>What the span of the commit links to; null where there is nothing.</summary>
    ActivityContext? Context { get; }

    /// <summary>Its result is in the store, or was refused there.</summary>
    /// <param name="commit">The span of the commit; null where there is none.</param>
    /// <param name="error">Why it was refused; null where it was not.</param>
    void Ended(ActivityContext? commit, string? error);
}
