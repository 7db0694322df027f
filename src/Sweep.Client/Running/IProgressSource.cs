using Sweep.Grains.Contracts;

namespace Sweep.Client.Running;

/// <summary>The silos that work on a sweep, asked how far it is.</summary>
internal interface IProgressSource
{
    /// <summary>From the first answer to the second; short sweeps are asked about soon.</summary>
    TimeSpan FirstPause { get; }

    TimeSpan LongestPause { get; }

    /// <summary>Null where no silo has an answer now; then the store is asked.</summary>
    Task<SweepProgress?> AskAsync(Guid sweep, CancellationToken cancellation);
}
