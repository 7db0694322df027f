namespace Sweep.Storage.Model;

/// <summary>A row of <c>checkpoint_curves</c>: points of a long trial's curve, written once and never changed.</summary>
public sealed class CheckpointCurveRow
{
    public Guid SweepId { get; set; }

    public long Number { get; set; }

    /// <summary>Place of the first point in the curve.</summary>
    public int Start { get; set; }

    /// <summary>Losses as doubles and correct samples, with a checksum.</summary>
    public required byte[] Points { get; set; }
}
