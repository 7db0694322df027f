using Sweep.Grains.Contracts;

namespace Sweep.Service.Watching;

/// <summary>The silos that work on a sweep, asked how far it is.</summary>
public interface IProgressSource
{
    /// <summary>For silos elsewhere.</summary>
    internal static (TimeSpan First, TimeSpan Longest) UsualPauses => (TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(0.5));

    /// <summary>From the first answer to the second, since short sweeps are asked about soon, and once it goes on for long.</summary>
    (TimeSpan First, TimeSpan Longest) Pauses => UsualPauses;

    /// <summary>A hint for silos that look for work: a sweep may run that did not. They find it by themselves a moment later.</summary>
    Task HintAsync() => Task.CompletedTask;

    /// <summary>Null where no silo has an answer now; then the store is asked.</summary>
    Task<SweepProgress?> AskAsync(Guid sweep, CancellationToken cancellation);
}
