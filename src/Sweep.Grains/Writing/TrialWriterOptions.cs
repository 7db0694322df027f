namespace Sweep.Grains.Writing;

/// <summary>How the silo's writer batches.</summary>
public sealed class TrialWriterOptions
{
    /// <summary>Trials in one transaction at most.</summary>
    public int MostTrials { get; set; } = 2_000;

    /// <summary>Bytes in one transaction, about: a batch is closed before a trial that would make it larger, unless it is empty.</summary>
    public long BatchBytes { get; set; } = 16 << 20;

    /// <summary>Bytes that may wait, about; beyond it trials are not taken until some are committed.</summary>
    public long WaitingBytes { get; set; } = 64 << 20;

    /// <summary>
    /// First pause after a commit that failed for a passing reason; doubles up to <see cref="LongestPause"/>, each half as long again or as short, at
    /// random.
    /// </summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a sweep's grain that does not answer is told again of results.</summary>
    public TimeSpan TellFor { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>After so long of passing failures the sweeps concerned are failed (resumable).</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromMinutes(10);
}
