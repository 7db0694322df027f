using Microsoft.Extensions.Logging;
using Sweep.Grains.Trainers;
using Sweep.Testing.Databases;

namespace Sweep.Testing.Hosting;

/// <summary>What a <see cref="SweepTestHost"/> stands on. With nothing set: a temporary SQLite file and one slot per core.</summary>
public sealed class SweepTestHostOptions
{
    /// <summary>The server on which the host makes a new database for itself; null for none.</summary>
    public PostgresFixture? Postgres { get; init; }

    /// <summary>A database that is there, as after <c>--database</c>: a connection string, or a SQLite file; null for a new one.</summary>
    public string? Database { get; init; }

    /// <summary>Trainers of your own, which specs name: <c>NamedTrainer.Of&lt;MyTrainer&gt;()</c>.</summary>
    public ICollection<NamedTrainer> Trainers { get; } = [];

    /// <summary>Trials in training at once; null for one per core.</summary>
    public int? Slots { get; init; }

    /// <summary>Where the silo logs; nowhere where null.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }
}
