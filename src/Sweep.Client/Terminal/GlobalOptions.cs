using System.CommandLine;

namespace Sweep.Client.Terminal;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Database { get; } = new("--database")
    {
        HelpName = "DATABASE",
        Description = "Where sweeps and results are kept: a SQLite file, or \"Host=…;Database=…;Username=…\" for PostgreSQL (else the environment's ConnectionStrings__Sweep, else sweep.db)",
        Recursive = true,
    };

    public Option<string?> Server { get; } = new("--server")
    {
        HelpName = "URL",
        Description = "Work with a server instead of a database, such as http://127.0.0.1:8080; the environment's SWEEP_KEY is the key that it asks for",
        Recursive = true,
    };

    public Option<bool> NoMigrate { get; } = new("--no-migrate")
    {
        Description = "Leave the database's schema alone: refuse one that is not this version's",
        Recursive = true,
        Arity = ArgumentArity.Zero,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one JSON document on standard output, everything else on standard error",
        Recursive = true,
        Arity = ArgumentArity.Zero,
    };
}
