namespace Sweep.Core.Trainers;

/// <summary>What a trainer has after a step.</summary>
/// <param name="Step">Greater than that of the report before, at least 0.</param>
/// <param name="Metrics">The value of each metric, by its name.</param>
public sealed record StepReport(int Step, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>
    /// Makes what training goes on from after this step; called where a checkpoint is due, before the next step. Null where it cannot go on.
    /// </summary>
    public Func<byte[]>? State { get; init; }
}
