using System.CommandLine;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Service.Views;
using Sweep.Storage.Faults;

namespace Sweep.Client.Commands;

/// <summary><c>sweep db</c>: makes the schema or brings it up to date, and says who may read it.</summary>
internal static class DatabaseCommand
{
    private static readonly Argument<string> Role = new("role") { HelpName = "ROLE", Description = "Name of a role that is there, such as analyst" };

    private const string DatabaseAlone = "write --database DATABASE";

    public static Command Create(CommandHost host) => new("db", "Look after the database")
    {
        host.HandleHere(new Command("migrate", "Make the schema, or bring it up to date"), DatabaseAlone, MigrateAsync),
        host.HandleHere(new Command("readers", "Let a role of PostgreSQL read all tables and views, and change nothing") { Role }, DatabaseAlone, AddReaderAsync),
    };

    private static async Task<int> MigrateAsync(Invocation call, CancellationToken cancellation)
    {
        if (call.NoMigrate)
            throw CliException.Usage(new Problem("--no-migrate", "", "is for commands that must not change the schema; migrate does", "leave it out"));
        await using var store = await StoreOpener.MigratedAsync(call, StoreOpener.OpenOrCreate(call), cancellation);
        if (call.Json)
            call.WriteJson(new MigratedDatabase(store.Description, Migrated: true), SweepJson.Default.MigratedDatabase);
        call.Output.Say($"{store.Description} is up to date");
        return ExitCodes.Done;
    }

    private static async Task<int> AddReaderAsync(Invocation call, CancellationToken cancellation)
    {
        var role = call.Get(Role);
        if (role.Length == 0 || role.Contains('\0', StringComparison.Ordinal))
            throw CliException.Usage(new Problem("ROLE", Printable.Of(role), "is no name of a role", "name one that is there, such as analyst"));
        await using var store = await StoreOpener.OpenExistingAsync(call, cancellation);
        var tables = await AskAsync(() => store.AddReaderAsync(role, cancellation));
        if (call.Json)
            call.WriteJson(new DatabaseReader(store.Description, role, tables), SweepJson.Default.DatabaseReader);
        call.Output.Say($"{Printable.Of(role)} may read {string.Join(", ", tables)} of {store.Description}, and what later versions add");
        return ExitCodes.Done;
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (StoreException failure)
        {
            throw new CliException(ExitCodes.Usage, [failure.Message]);
        }
    }
}
