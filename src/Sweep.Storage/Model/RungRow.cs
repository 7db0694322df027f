namespace Sweep.Storage.Model;

/// <summary>A row of <c>rungs</c>: what a pruner decided about a trial, and from what.</summary>
public sealed class RungRow
{
    public Guid SweepId { get; set; }

    public long Number { get; set; }

    public int Rung { get; set; }

    public int Step { get; set; }

    public required string Decision { get; set; }

    public double? Value { get; set; }

    public double? Mean { get; set; }

    public double? Score { get; set; }

    public int Bracket { get; set; }

    public long Cohort { get; set; }

    public long? Place { get; set; }

    public long Among { get; set; }

    public double? Cutoff { get; set; }
}
