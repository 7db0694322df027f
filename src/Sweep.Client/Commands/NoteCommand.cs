using System.CommandLine;
using Sweep.Client.Stores;
using Sweep.Client.Sweeps;
using Sweep.Client.Terminal;

namespace Sweep.Client.Commands;

/// <summary><c>sweep note ID [TEXT]</c>: shows what is written to a sweep, or writes it.</summary>
internal static class NoteCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Argument<string?> Text = new("text")
    {
        HelpName = "TEXT",
        Description = "What to write over the note before; \"\" takes it away, nothing shows it",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create(CommandHost host) => host.Handle(new Command("note", "Write a note to a sweep, or show it") { Id, Text }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        await using var opened = await SweepsOpener.OpenAsync(call, cancellation);
        var sweep = (await opened.Sweeps.FindAsync(call.Get(Id), cancellation)).Require();
        if (call.Find(Text) is not { } text)
            return NotesView.Show(call, await opened.Upkeep.NotesAsync(sweep, cancellation), isWritten: false);
        var notes = (await opened.Upkeep.NoteAsync(sweep, text, cancellation)).Require();
        call.Output.Say(text.Length == 0 ? $"{sweep} has no note now" : $"the note of {sweep} is written");
        return NotesView.Show(call, notes, isWritten: true);
    }
}
