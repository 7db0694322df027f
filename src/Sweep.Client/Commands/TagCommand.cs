using System.CommandLine;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;

namespace Sweep.Client.Commands;

/// <summary><c>sweep tag ID</c>: the words by which <c>sweep list --tag</c> finds a sweep.</summary>
internal static class TagCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Option<string[]> Add = new("--add") { HelpName = "TAG", Description = "Adds a tag; can be written several times" };

    private static readonly Option<string[]> Remove = new("--remove") { HelpName = "TAG", Description = "Takes a tag away; can be written several times" };

    public static Command Create(CommandHost host) => host.Handle(new Command("tag", "Tag a sweep, or show its tags") { Id, Add, Remove }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        await using var opened = await SweepsOpener.OpenAsync(call, cancellation);
        var sweep = (await opened.Sweeps.FindAsync(call.Get(Id), cancellation)).Require();
        var (add, remove) = (call.Get(Add) ?? [], call.Get(Remove) ?? []);
        if (add.Length + remove.Length == 0)
            return NotesView.Show(call, await opened.Upkeep.NotesAsync(sweep, cancellation), isWritten: false);
        var notes = (await opened.Upkeep.TagAsync(sweep, add, remove, cancellation)).Require();
        call.Output.Say(notes.Tags.Count == 0 ? $"{sweep} has no tags now" : $"{sweep} has these tags now: {string.Join(", ", notes.Tags)}");
        return NotesView.Show(call, notes, isWritten: true);
    }
}
