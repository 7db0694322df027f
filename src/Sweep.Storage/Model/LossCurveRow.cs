namespace Sweep.Storage.Model;

/// <summary>A row of <c>loss_curves</c>: all recorded points of one trial.</summary>
public sealed class LossCurveRow
{
    public Guid SweepId { get; set; }

    public long Number { get; set; }

    public int Every { get; set; }

    public int LastIteration { get; set; }

    public required float[] Loss { get; set; }

    public required float[] Accuracy { get; set; }
}
