using System.Net.Http.Headers;
using System.Text.Json;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Service.Remote;

/// <summary>Notes, tags and deletion by way of a server.</summary>
internal sealed class RemoteUpkeep(ServerClient client) : ISweepUpkeep
{
    public async Task<SweepNotes> NotesAsync(SweepRecord sweep, CancellationToken cancellation) =>
        (await client.AskAsync(HttpMethod.Get, $"{ServerClient.PathOf(sweep.Id)}/notes", SweepJson.Default.SweepNotes, cancellation)).Require();

    public Task<Answer<SweepNotes>> NoteAsync(SweepRecord sweep, string note, CancellationToken cancellation) =>
        ChangeAsync(sweep, new NotesChange { Note = note }, cancellation);

    public Task<Answer<SweepNotes>> TagAsync(
        SweepRecord sweep, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellation) =>
        ChangeAsync(sweep, new NotesChange { AddTags = [.. add], RemoveTags = [.. remove] }, cancellation);

    public async Task<long> CountTrialsAsync(SweepRecord sweep, CancellationToken cancellation) =>
        (await client.AskAsync(HttpMethod.Get, ServerClient.PathOf(sweep.Id), SweepJson.Default.SweepStatus, cancellation)).Require().Trials.Finished;

    public Task<Answer<DeletedSweep>> DeleteAsync(SweepRecord sweep, CancellationToken cancellation) =>
        client.AskAsync(HttpMethod.Delete, ServerClient.PathOf(sweep.Id), SweepJson.Default.DeletedSweep, cancellation);

    /// <summary>A server finishes by itself what was begun.</summary>
    public Task<IReadOnlyList<Guid>> FinishDeletionsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Guid>>([]);

    private Task<Answer<SweepNotes>> ChangeAsync(SweepRecord sweep, NotesChange change, CancellationToken cancellation) => client.AskAsync(
        HttpMethod.Patch, ServerClient.PathOf(sweep.Id), SweepJson.Default.SweepNotes, cancellation,
        request =>
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(change, SweepJson.Default.NotesChange));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Options.Set(RetryHandler.IsRepeatable, true);
        });
}
