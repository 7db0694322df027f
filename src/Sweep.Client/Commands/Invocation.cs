using System.CommandLine;
using System.Text.Json;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Commands;

/// <summary>One call of one command: what was written, and where its results and messages go.</summary>
internal sealed class Invocation(CliContext context, ParseResult parsed, GlobalOptions globals, Output output)
{
    private static readonly TimeSpan PatienceWithStore = TimeSpan.FromMinutes(10);

    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = PrintableJson.Encoder };

    public CliContext Context => context;

    public Output Output => output;

    public bool Json => parsed.GetValue(globals.Json);

    /// <summary>The value of <c>--database</c>; null where it was not given.</summary>
    public string? DatabaseOption => parsed.GetValue(globals.Database);

    /// <summary>For a database that was there a moment ago.</summary>
    public StorePatience StorePatience => new(context.Time, PatienceWithStore, away => output.Say($"waiting for the database: {away.Message}"));

    public bool NoMigrate => parsed.GetValue(globals.NoMigrate);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public string Get(Argument<string> argument) => parsed.GetRequiredValue(argument);

    /// <summary>Writes the command's one JSON document.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(context.Output, JsonOptions))
            write(json);
        output.Plain.Write('\n');
        output.Flush();
    }
}
