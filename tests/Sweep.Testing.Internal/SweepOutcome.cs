namespace Sweep.Testing;

/// <summary>How a run of the program ended.</summary>
public sealed record SweepOutcome(int ExitCode, string Output, string Errors);
