using Sweep.Core.Scheduling;

namespace Sweep.Storage.Model;

/// <summary>A row of <c>attempts</c>: a try at a trial that ended without a result.</summary>
public sealed class AttemptRow
{
    public Guid SweepId { get; set; }

    public long Number { get; set; }

    /// <summary>1-based among the lost attempts of this number.</summary>
    public int Attempt { get; set; }

    public Guid LeaseId { get; set; }

    public required string Silo { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    public LossCause Cause { get; set; }

    public required string Reason { get; set; }

    /// <summary>It had its silo to itself until it made a checkpoint.</summary>
    public bool Alone { get; set; }

    /// <summary>It made a checkpoint.</summary>
    public bool Progressed { get; set; }

    public string? TraceParent { get; set; }
}
