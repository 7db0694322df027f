namespace Sweep.SystemTests.Deploy.Engine;

/// <summary>How a program ended, and what it said.</summary>
internal sealed record ShellOutcome(int ExitCode, string Output, string Errors);
