using System.CommandLine;
using Sweep.Client.Files;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Service;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep archive ID</c>: all that is stored of a sweep as a folder of Parquet files, from which <c>sweep restore</c> brings it back.</summary>
internal static class ArchiveCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();
    private static readonly Option<string?> Folder = new("--output") { HelpName = "FOLDER", Description = "Write there [sweep-ID]" };

    private static readonly Option<bool> Delete = new("--delete")
    {
        Description = "Delete the sweep once the archive was read back and found to be right",
    };

    public static Command Create(CommandHost host) => host.HandleHere(
        new Command("archive", "Write a sweep that has ended into a folder of Parquet files") { Id, Folder, Delete },
        "write --database DATABASE: what is archived is compared with the database, value by value",
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        if (call.Get(Folder) is { } written && PathName.Check("--output", written, "folder") is { } nameless)
            throw CliException.Usage(nameless);
        await using var opened = await SweepsOpener.OpenAsync(call, cancellation);
        var sweep = (await opened.Sweeps.FindAsync(call.Get(Id), cancellation)).Require();
        var folder = call.Get(Folder) ?? $"sweep-{SweepIds.StartOf(sweep.Id)}";
        var archived = (await new SweepArchives(opened.Store, call.Context.Time).ArchiveAsync(sweep, folder, call.Get(Delete), cancellation)).Require();
        if (call.Json)
            call.WriteJson(archived, SweepJson.Default.ArchivedSweep);
        call.Output.Say($"{sweep} is archived in {Printable.Of(folder)}, with {Figures.Count(archived.Trials)} trials ({Figures.Count(archived.Bytes)} bytes), and compared");
        if (archived.Deleted)
            call.Output.Say($"it is deleted from {opened.Store.Description}; `sweep restore {ShellQuoting.Quote(folder)}{StoreOpener.OptionFor(call)}` brings it back");
        return ExitCodes.Done;
    }
}
