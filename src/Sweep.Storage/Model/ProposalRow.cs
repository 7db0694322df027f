namespace Sweep.Storage.Model;

/// <summary>A row of <c>proposals</c>: a point that an adaptive sampler chose.</summary>
public sealed class ProposalRow
{
    public Guid SweepId { get; set; }

    public long Number { get; set; }

    public required string Parameters { get; set; }

    public long SeenBelow { get; set; }
}
