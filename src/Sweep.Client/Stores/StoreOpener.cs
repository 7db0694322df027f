using Sweep.Client.Terminal;
using Sweep.Storage;
using Sweep.Storage.Databases;
using Sweep.Storage.Faults;
using Sweep.Storage.Opening;
using Sweep.Storage.Schema;

namespace Sweep.Client.Stores;

/// <summary>Opens the database that the command line, else the environment, else habit names.</summary>
internal static class StoreOpener
{
    private const string OptionName = "--database";
    private const string VariableName = "ConnectionStrings__Sweep";

    /// <summary>Opens a database that must be there: asking about sweeps makes none.</summary>
    /// <exception cref="CliException">There is none, or it cannot be opened.</exception>
    public static async Task<ISweepStore> OpenExistingAsync(Invocation call, CancellationToken cancellation)
    {
        if (await FindAsync(call, cancellation) is { } store)
            return store;
        if (ChoiceOf(call).Path is { } path)
            throw CliException.Usage(new Problem(path, "", "no such database", "`sweep run SPEC` makes one"));
        await using var empty = Open(call);
        throw CliException.Usage(new Problem(
            empty.Description, "", "has no tables of Sweep", $"`sweep run SPEC{OptionFor(call)}` or `sweep db migrate{OptionFor(call)}` makes them"));
    }

    /// <summary>Opens a database where it is there and Sweep's; null else.</summary>
    /// <exception cref="CliException">It cannot be opened.</exception>
    public static async Task<ISweepStore?> FindAsync(Invocation call, CancellationToken cancellation)
    {
        var choice = ChoiceOf(call);
        if (choice.Path is { } path && !File.Exists(path))
            return null;
        var store = Open(call);
        var schema = (await AskAsync(store, store.ReadSchemaAsync, cancellation)).Kind;

        // Where nothing is to be done to the schema, the database may be one that can only be read.
        if (schema == SchemaKind.Current)
            return store;
        if (choice.Connection is null || schema != SchemaKind.Missing)
            return await MigratedAsync(call, store, cancellation);
        await store.DisposeAsync();
        return null;
    }

    /// <summary>Opens a database that may be missing; <see cref="MigratedAsync"/> makes it.</summary>
    /// <exception cref="CliException">It cannot be opened or made.</exception>
    public static ISweepStore OpenOrCreate(Invocation call)
    {
        if (ChoiceOf(call).Path is { } path && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))))
            throw CliException.Usage(new Problem(path, "", "its folder does not exist", "make the folder first, or name another file"));
        return Open(call);
    }

    /// <summary>Makes the schema or brings it up to date; with <c>--no-migrate</c> only makes sure that it is.</summary>
    /// <exception cref="CliException">The database refuses; the store is closed.</exception>
    public static async Task<ISweepStore> MigratedAsync(Invocation call, ISweepStore store, CancellationToken cancellation) => await AskAsync(
        store,
        async token =>
        {
            if (call.NoMigrate)
                await SchemaGuard.RequireCurrentAsync(store, token);
            else
                await store.MigrateAsync(token);
            return store;
        },
        cancellation);

    /// <summary>
    /// The option that names the same database, or server, in another command, with a space before it and without a password; empty where none is needed.
    /// </summary>
    public static string OptionFor(Invocation call) =>
        call.ServerOption is { } server ? ServerOpener.OptionFor(server)
        : call.DatabaseOption is not null && ChoiceOf(call).Name is { } name ? $" {OptionName} {ShellQuoting.Quote(name.Option)}" : "";

    /// <summary>The SQLite file that is read; null where none is.</summary>
    /// <inheritdoc cref="ChoiceOf"/>
    public static string? FileOf(Invocation call) => call.ServerOption is null ? ChoiceOf(call).Path : null;

    /// <summary>What the command line, else the environment, names.</summary>
    /// <exception cref="CliException">It names nothing that there is.</exception>
    public static DatabaseChoice ChoiceOf(Invocation call)
    {
        var (place, text) = Source(call);
        var choice = DatabaseChoice.Parse(text);
        if (choice.Errors.Count > 0)
            throw new CliException(ExitCodes.Usage, [.. choice.Errors.Select(error => InPlace(place, error))]);
        return choice.Path is { } path && Directory.Exists(path)
            ? throw CliException.Usage(new Problem(place, path, "is a folder", "name a file in it"))
            : choice;
    }

    private static async Task<T> AskAsync<T>(ISweepStore store, Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask(cancellation);
        }
        catch (StoreException failure)
        {
            await store.DisposeAsync();
            throw new CliException(ExitCodes.Usage, [failure.Message]);
        }
    }

    private static (string Place, string Text) Source(Invocation call)
    {
        if (call.DatabaseOption is { } option)
            return (OptionName, option);
        var variable = call.Context.Setting(VariableName);
        return string.IsNullOrEmpty(variable) ? (OptionName, DatabaseChoice.DefaultPath) : (VariableName, variable);
    }

    private static ISweepStore Open(Invocation call)
    {
        var (place, text) = Source(call);
        try
        {
            return SweepStores.Open(text, call.Context.Time);
        }
        catch (StoreException failure)
        {
            throw new CliException(ExitCodes.Usage, [InPlace(place, failure.Message)]);
        }
    }

    private static string InPlace(string place, string error) =>
        $"{place}: {(error.StartsWith(DatabaseChoice.Place, StringComparison.Ordinal) ? error[DatabaseChoice.Place.Length..] : error)}";
}
