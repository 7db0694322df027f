using System.CommandLine;
using Sweep.Client.Files;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Service;
using Sweep.Service.Views;

namespace Sweep.Client.Commands;

/// <summary><c>sweep restore FOLDER</c>: brings a sweep back from its archive.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Folder = new("folder") { HelpName = "FOLDER", Description = "What `sweep archive` has written" };

    public static Command Create(CommandHost host) => host.HandleHere(
        new Command("restore", "Bring a sweep back from its archive, into this or another database") { Folder },
        "write --database DATABASE: what is restored is compared with the archive, value by value",
        RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var folder = call.Get(Folder);
        if (PathName.Check("FOLDER", folder, "folder") is { } nameless)
            throw CliException.Usage(nameless);
        await using var store = await StoreOpener.MigratedAsync(call, StoreOpener.OpenOrCreate(call), cancellation);
        var restored = (await new SweepArchives(store, call.Context.Time).RestoreAsync(folder, cancellation)).Require();
        if (call.Json)
            call.WriteJson(restored, SweepJson.Default.RestoredSweep);
        var sweep = $"sweep {Printable.Of(restored.Name)} ({restored.SweepId:d})";
        call.Output.Say(restored.WasThere
            ? $"{sweep} is in {store.Description} already, the same in every value"
            : $"{sweep} is back in {store.Description}, with {Figures.Count(restored.Trials)} trials, and compared");
        if (restored.KeyDropped)
            call.Output.Say("another sweep has the key that it was submitted with: it has none now");
        return ExitCodes.Done;
    }
}
