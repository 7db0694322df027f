using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sweep.Client.Formatting;
using Sweep.Storage;
using Sweep.Storage.Faults;

namespace Sweep.Client.Terminal;

/// <summary>One call of one command: what was written, and where its results and messages go.</summary>
internal sealed class Invocation(CliContext context, ParseResult parsed, GlobalOptions globals, Output output)
{
    private static readonly TimeSpan PatienceWithStore = TimeSpan.FromMinutes(10);

    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = PrintableJson.Encoder };

    /// <summary>Rows that are named one by one.</summary>
    private const int MostDamage = 20;

    private readonly HashSet<RowDamage> _damage = [];

    public CliContext Context => context;

    public Output Output => output;

    public bool Json => parsed.GetValue(globals.Json);

    /// <summary>The value of <c>--database</c>; null where it was not given.</summary>
    public string? DatabaseOption => parsed.GetValue(globals.Database);

    /// <summary>The value of <c>--server</c>; null where a database is meant.</summary>
    public string? ServerOption => parsed.GetValue(globals.Server);

    /// <summary>For a database that was there a moment ago.</summary>
    public StorePatience StorePatience => new(context.Time, PatienceWithStore, away => output.Say($"waiting for the database: {away.Message}"));

    public bool NoMigrate => parsed.GetValue(globals.NoMigrate);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>True where the option was given, with a value or without.</summary>
    public bool Has(Option option) => parsed.GetResult(option) is { Implicit: false };

    public T Get<T>(Argument<T> argument) => parsed.GetRequiredValue(argument);

    /// <summary>The value of an argument that may be left out; null where it was.</summary>
    public string? Find(Argument<string?> argument) => parsed.GetValue(argument);

    /// <summary>Lets rows be left out that cannot be read: they are named when the command ends, which then has not done all.</summary>
    public T LeaveOutDamage<T>(T store)
        where T : IResultReader
    {
        store.DamageFound = damage => _damage.Add(damage);
        return store;
    }

    /// <summary>Names the rows that were left out.</summary>
    /// <returns>The exit code, which is not that of success where there are any.</returns>
    public int EndWith(int exitCode)
    {
        foreach (var damage in _damage.Take(MostDamage))
            output.Complain($"left out: {damage}");
        if (_damage.Count > MostDamage)
            output.Complain($"left out: {_damage.Count - MostDamage} rows more");
        return _damage.Count > 0 && exitCode == ExitCodes.Done ? ExitCodes.Failed : exitCode;
    }

    /// <summary>Writes the command's one JSON document.</summary>
    public void WriteJson<T>(T document, JsonTypeInfo<T> type)
    {
        using (var json = new Utf8JsonWriter(context.Output, JsonOptions))
            JsonSerializer.Serialize(json, document, type);
        output.Plain.Write('\n');
        output.Flush();
    }
}
