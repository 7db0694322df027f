namespace Sweep.Benchmarks.Scale;

/// <summary>
/// What the parts of a real cluster cost that the simulation does not run: seconds. Measured by <c>scale --real</c> on two cores, three to thirty silo
/// processes and PostgreSQL on the same machine.
/// </summary>
internal sealed record ScaleCosts
{
    /// <summary>Between two looks of the board at which sweeps run.</summary>
    public double BoardPeriod { get; init; } = 0.5;

    /// <summary>What the spec of a sweep takes of the database's time, for each silo that reads it.</summary>
    public double SpecRead { get; init; } = 0.000_3;

    /// <summary>A message from one silo to another.</summary>
    public double Hop { get; init; } = 0.000_3;

    /// <summary>CPU of the owner's process for one call of another silo: serialization, sockets, the grain's turn; without what the desk decides.</summary>
    public double CallCpu { get; init; } = 0.000_12;

    /// <summary>CPU of the owner's process for one transaction.</summary>
    public double TransactionCpu { get; init; } = 0.000_25;

    /// <summary>How long the owner waits for the transaction of a lease.</summary>
    public double LeaseTransaction { get; init; } = 0.002;

    /// <summary>How long a silo waits for the commit of one trial.</summary>
    public double Commit { get; init; } = 0.004;

    /// <summary>What each further trial of a commit adds.</summary>
    public double CommitTrial { get; init; } = 0.000_06;

    /// <summary>Between two trials on a slot.</summary>
    public double SlotGap { get; init; } = 0.000_1;

    /// <summary>From the death of a silo until the others know.</summary>
    public double DeathNoticed { get; init; } = 3;

    /// <summary>After so long without an answer a call has failed.</summary>
    public double CallTimeout { get; init; } = 30;
}
