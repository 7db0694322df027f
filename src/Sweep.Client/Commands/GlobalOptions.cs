using System.CommandLine;

namespace Sweep.Client.Commands;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Database { get; } = new("--database")
    {
        HelpName = "DATABASE",
        Description = "SQLite file of sweeps and results (else the environment's ConnectionStrings__Sweep, else sweep.db)",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output, everything else on standard error",
        Recursive = true,
        Arity = ArgumentArity.Zero,
    };
}
