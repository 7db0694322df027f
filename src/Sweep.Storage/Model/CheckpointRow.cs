namespace Sweep.Storage.Model;

/// <summary>A row of <c>checkpoints</c>: how far a long trial is.</summary>
public sealed class CheckpointRow
{
    public Guid SweepId { get; set; }

    public long Number { get; set; }

    /// <summary>The lease under which it was last written.</summary>
    public Guid LeaseId { get; set; }

    public int Attempt { get; set; }

    public int Iteration { get; set; }

    /// <summary>Points in <c>checkpoint_curves</c>.</summary>
    public int Points { get; set; }

    public double TrainSeconds { get; set; }

    /// <summary>Weights and sums, with version, numerics, plan and checksum.</summary>
    public required byte[] State { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}
