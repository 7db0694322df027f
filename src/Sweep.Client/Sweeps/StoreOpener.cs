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
    public static Task<ISweepStore> OpenExistingAsync(Invocation call, CancellationToken cancellation)
    {
        var path = PathOf(call);
        return File.Exists(path)
            ? OpenAsync(path, call, cancellation)
            : throw CliException.Usage(new CliError(path, "", "no such database", "`sweep run SPEC` makes one"));
    }

    /// <summary>Opens a database, making it where it is missing.</summary>
    /// <exception cref="CliException">It cannot be opened or made.</exception>
    public static Task<ISweepStore> OpenOrCreateAsync(Invocation call, CancellationToken cancellation)
    {
        var path = PathOf(call);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(folder)
            ? OpenAsync(path, call, cancellation)
            : throw CliException.Usage(new CliError(path, "", "its folder does not exist", "make the folder first, or name another file"));
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

    private static async Task<ISweepStore> OpenAsync(string path, Invocation call, CancellationToken cancellation)
    {
        ISweepStore? store = null;
        try
        {
            store = SweepStores.Open(path, call.Context.Time);
            await store.MigrateAsync(cancellation);
            return store;
        }
        catch (StoreException failure)
        {
            if (store is not null)
                await store.DisposeAsync();
            throw new CliException(ExitCodes.Usage, [failure.Message]);
        }
    }

    private static string InPlace(string place, string error)
    {
        const string General = "database: ";
        return error.StartsWith(General, StringComparison.Ordinal) ? $"{place}: {error[General.Length..]}" : $"{place}: {error}";
    }
}
