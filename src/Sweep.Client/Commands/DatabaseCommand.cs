using System.CommandLine;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;

namespace Sweep.Client.Commands;

/// <summary><c>sweep db migrate</c>: makes the schema or brings it up to date.</summary>
internal static class DatabaseCommand
{
    public static Command Create(CommandHost host) => new("db", "Look after the database")
    {
        host.Handle(new Command("migrate", "Make the schema, or bring it up to date"), MigrateAsync),
    };

    private static async Task<int> MigrateAsync(Invocation call, CancellationToken cancellation)
    {
        if (call.NoMigrate)
            throw CliException.Usage(new CliError("--no-migrate", "", "is for commands that must not change the schema; migrate does", "leave it out"));
        await using var store = await StoreOpener.MigratedAsync(call, StoreOpener.OpenOrCreate(call), cancellation);
        if (call.Json)
        {
            call.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("database", store.Description);
                json.WriteBoolean("migrated", true);
                json.WriteEndObject();
            });
        }

        call.Output.Say($"{store.Description} is up to date");
        return ExitCodes.Done;
    }
}
