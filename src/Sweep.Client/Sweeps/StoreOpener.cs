using Sweep.Client.Commands;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Grains.Storage;

namespace Sweep.Client.Sweeps;

/// <summary>Opens the database that the command line, else the environment, else habit names.</summary>
internal static class StoreOpener
{
    private const string OptionName = "--database";
    private const string VariableName = "ConnectionStrings__Sweep";

    /// <summary>Opens a database that must be there: asking about sweeps makes none.</summary>
    /// <exception cref="CliException">There is none, or it cannot be opened.</exception>
    public static async Task<ISweepStore> OpenExistingAsync(Invocation call, CancellationToken cancellation)
    {
        var path = PathOf(call);
        return File.Exists(path)
            ? await MigratedAsync(Open(path, call), cancellation)
            : throw CliException.Usage(new CliError(path, "", "no such database", "`sweep run SPEC` makes one"));
    }

    /// <summary>Opens a database that may be missing; <see cref="MigratedAsync"/> makes it.</summary>
    /// <exception cref="CliException">It cannot be opened or made.</exception>
    public static ISweepStore OpenOrCreate(Invocation call)
    {
        var path = PathOf(call);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(folder)
            ? Open(path, call)
            : throw CliException.Usage(new CliError(path, "", "its folder does not exist", "make the folder first, or name another file"));
    }

    /// <summary>Makes the schema or brings it up to date.</summary>
    /// <exception cref="CliException">The database refuses; the store is closed.</exception>
    public static async Task<ISweepStore> MigratedAsync(ISweepStore store, CancellationToken cancellation)
    {
        try
        {
            await store.MigrateAsync(cancellation);
            return store;
        }
        catch (StoreException failure)
        {
            await store.DisposeAsync();
            throw new CliException(ExitCodes.Usage, [failure.Message]);
        }
    }

    /// <summary>The option that names the same database in another command, with a space before it; empty where none is needed.</summary>
    public static string OptionFor(Invocation call) =>
        call.DatabaseOption is { } database ? $" {OptionName} {ShellQuoting.Quote(database)}" : "";

    private static string PathOf(Invocation call)
    {
        var (place, text) = Source(call);
        var choice = DatabaseChoice.Parse(text);
        if (choice.Path is null)
            throw new CliException(ExitCodes.Usage, [InPlace(place, choice.Error ?? "")]);
        return Directory.Exists(choice.Path)
            ? throw CliException.Usage(new CliError(place, choice.Path, "is a folder", "name a file in it"))
            : choice.Path;
    }

    private static (string Place, string Text) Source(Invocation call)
    {
        if (call.DatabaseOption is { } option)
            return (OptionName, option);
        var variable = call.Context.Variable(VariableName);
        return string.IsNullOrEmpty(variable) ? (OptionName, DatabaseChoice.DefaultPath) : (VariableName, variable);
    }

    private static ISweepStore Open(string path, Invocation call)
    {
        try
        {
            return SweepStores.Open(path, call.Context.Time);
        }
        catch (StoreException failure)
        {
            throw new CliException(ExitCodes.Usage, [failure.Message]);
        }
    }

    private static string InPlace(string place, string error)
    {
        const string General = "database: ";
        return error.StartsWith(General, StringComparison.Ordinal) ? $"{place}: {error[General.Length..]}" : $"{place}: {error}";
    }
}
