namespace Sweep.Benchmarks.Scale;

/// <summary>What a simulation counts.</summary>
internal sealed class ScaleCounts
{
    /// <summary>Seconds of slots in training.</summary>
    public double SlotSeconds { get; set; }

    /// <summary>The part of these that was lost with silos.</summary>
    public double LostSeconds { get; set; }

    public TimeSpan FirstStart { get; set; } = TimeSpan.MaxValue;

    public TimeSpan LastEnd { get; set; }

    /// <summary>Calls to owners of sweeps.</summary>
    public long Calls { get; set; }

    /// <summary>Transactions of leases: granted, ended, renewed.</summary>
    public long LeaseTransactions { get; set; }

    /// <summary>Transactions of results.</summary>
    public long Commits { get; set; }

    /// <summary>CPU seconds of owners, by sweep.</summary>
    public Dictionary<Guid, double> OwnerCpu { get; } = [];

    /// <summary>Of this, what was decided in: measured, not reckoned.</summary>
    public double DecidedSeconds { get; set; }

    /// <summary>Seconds of slots in training, by sweep, until the first sweep ended.</summary>
    public Dictionary<Guid, double> BySweep { get; } = [];

    /// <summary>From the death of a silo until each trial that it had was started elsewhere.</summary>
    public List<double> Moves { get; } = [];

    /// <summary>The longest that a call waited for its owner.</summary>
    public double LongestWait { get; set; }
}
