using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sweep.Core.Texts;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;
using Sweep.Web.Keys;

namespace Sweep.Web.Api;

/// <summary>What people write to a sweep.</summary>
internal static class NoteRoutes
{
    private const string Rule = "is no change of notes";
    private const string Remedy = "send an object with note, add_tags or remove_tags";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/sweeps/{id}/notes", ReadAsync).Takes().Describe<SweepNotes>("get_notes", "Gives a sweep's note and tags", Scopes.Read, 404);
        routes.MapPatch("/sweeps/{id}", ChangeAsync).Takes().Accepts<NotesChange>("application/json")
            .Reads("If-Match", "The `ETag` of the notes as they were read.")
            .Describe<SweepNotes>("change_notes", "Writes a sweep's note, adds and takes away tags; with `If-Match` only where nobody else has meanwhile", Scopes.Write, 400, 404, 412, 415);
    }

    private static Task<IResult> ReadAsync(HttpContext http, string id, IResultService results, SweepAsk ask) => ask.AnswerAsync(http, id, async (sweep, _) =>
        ApiAnswer.Tagged(http, await results.NotesAsync(sweep, http.RequestAborted), SweepJson.Default.SweepNotes));

    private static Task<IResult> ChangeAsync(HttpContext http, string id, IResultService results, SweepAsk ask) => ask.AnswerAsync(http, id, async (sweep, _) =>
    {
        var (change, wrong) = await JsonBody.ReadAsync(http, SweepJson.Default.NotesChange, Rule, Remedy);
        if (change is null)
            return wrong!;
        if ((change.AddTags ?? []).Concat(change.RemoveTags ?? []).Any(tag => tag is null))
            return Problems.Of(400, new Problem("body", "null", Rule, Remedy));
        if (Tags.IsOutdated(http, Tags.OfContent(await results.NotesAsync(sweep, http.RequestAborted), SweepJson.Default.SweepNotes)))
            return Problems.Of(412, new Problem("If-Match", http.Request.Headers.IfMatch.ToString(), "is not what the notes are now", "read them again"));
        return (await ApplyAsync(results, sweep, change, http.RequestAborted)).TryGet(out var notes, out var refusal)
            ? ApiAnswer.Tagged(http, notes, SweepJson.Default.SweepNotes)
            : Problems.Of(refusal);
    });

    private static async Task<Answer<SweepNotes>> ApplyAsync(IResultService results, SweepRecord sweep, NotesChange change, CancellationToken cancellation)
    {
        // Tags first: they may be refused, and then nothing is to be changed.
        Answer<SweepNotes> notes = SweepNotes.None;
        if (change.AddTags is not null || change.RemoveTags is not null)
            notes = await results.TagAsync(sweep, change.AddTags ?? [], change.RemoveTags ?? [], cancellation);
        if (notes.Refusal is not null)
            return notes;
        return change.Note is { } note ? await results.NoteAsync(sweep, note, cancellation) : await results.NotesAsync(sweep, cancellation);
    }
}
