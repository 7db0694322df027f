namespace Sweep.Grains.Compute;

/// <summary>With what some work comes to a pool.</summary>
/// <param name="Gate">Bounds how many of those that share it are on slots at once.</param>
/// <param name="Stop">Work that this asks to stop passes the gate, for it will only end.</param>
public sealed record GatePass(WorkGate Gate, CancellationToken Stop);
