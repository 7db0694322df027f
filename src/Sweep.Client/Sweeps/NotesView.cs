using Sweep.Client.Terminal;
using Sweep.Service.Results;
using Sweep.Service.Views;

namespace Sweep.Client.Sweeps;

/// <summary>What <c>sweep note</c> and <c>sweep tag</c> show.</summary>
internal static class NotesView
{
    /// <param name="call">Where it goes.</param>
    /// <param name="notes">What is written to the sweep.</param>
    /// <param name="isWritten">It was changed just now, and whoever changed it knows what it says.</param>
    public static int Show(Invocation call, SweepNotes notes, bool isWritten)
    {
        if (call.Json)
        {
            call.WriteJson(notes, SweepJson.Default.SweepNotes);
        }
        else if (!isWritten)
        {
            if (notes.Note.Length == 0 && notes.Tags.Count == 0)
                call.Output.Say("it has neither note nor tags");
            if (notes.Tags.Count > 0)
                call.Output.Plain.WriteLine($"tags: {string.Join(", ", notes.Tags)}");
            foreach (var line in notes.Note.Length == 0 ? [] : notes.Note.ReplaceLineEndings("\n").Split('\n'))
                call.Output.Plain.WriteLine(Printable.Whole(line));
        }

        return ExitCodes.Done;
    }
}
