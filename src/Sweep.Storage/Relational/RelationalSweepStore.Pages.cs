using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Storage.Keys;
using Sweep.Storage.Results;
using Sweep.Storage.Rungs;
using Sweep.Storage.Sweeps;
using Sweep.Storage.Trials;

namespace Sweep.Storage.Relational;

public abstract partial class RelationalSweepStore
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>How the database says what the fields of trials are.</summary>
    private protected abstract FieldSql FieldSql { get; }

    public Task<TrialSlice> ReadSliceAsync(Guid id, long planned, TrialSelection selection, CancellationToken cancellation) =>
        ReadAsync("reading trials", context => TrialSliceQueries.ReadAsync(context, FieldSql, id, planned, selection, Damage, cancellation), cancellation);

    public Task<TrialRecord?> FindTrialAsync(Guid id, long number, CancellationToken cancellation) =>
        ReadAsync("reading a trial", context => TrialSliceQueries.FindAsync(context, id, number, NoDamage, cancellation), cancellation);

    public Task<long> CountTrialsAsync(Guid id, long planned, CancellationToken cancellation) =>
        ReadAsync("counting trials", context => TrialBriefQueries.CountAsync(context, id, planned, Damage, cancellation), cancellation);

    public IAsyncEnumerable<TrialBrief[]> ReadBriefsAsync(Guid id, SweepSpec spec, NumberRange numbers, double share, CancellationToken cancellation)
    {
        var texts = new BriefTexts();
        return ReadPagesAsync(
            "reading trials", (context, from) => TrialBriefQueries.PageAsync(context, id, spec, numbers with { Start = from }, share, texts, Damage, cancellation),
            cancellation, numbers.Start);
    }

    public Task<IReadOnlyDictionary<Guid, TrialSums>> SumTrialsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        ReadAsync("counting trials", context => TrialSumQueries.ReadAsync(context, ids, Damage, cancellation), cancellation);

    public Task<IReadOnlyList<RungSum>> SumRungsAsync(Guid id, CancellationToken cancellation) =>
        ReadAsync("counting verdicts", context => RungQueries.SumAsync(context, id, Damage, cancellation), cancellation);

    public Task<IReadOnlyDictionary<Guid, StoredNotes>> ReadNotesAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        ReadAsync("reading notes", context => NoteQueries.ReadAsync(context, ids, Damage, cancellation), cancellation);

    public Task<StoredNotes?> WriteNoteAsync(Guid id, string note, CancellationToken cancellation) =>
        WriteAsync("writing a note", context => NoteQueries.WriteAsync(context, id, note, NoDamage, cancellation), cancellation);

    public Task<StoredNotes?> ChangeTagsAsync(
        Guid id, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, int most, CancellationToken cancellation) =>
        WriteAsync("changing tags", context => NoteQueries.ChangeTagsAsync(context, id, add, remove, most, NoDamage, cancellation), cancellation);

    public Task<bool> MarkDeletedAsync(Guid id, long? epoch, CancellationToken cancellation) => WriteAsync(
        "deleting a sweep",
        async context => await SweepDeletion.MarkAsync(context, id, epoch, await ReadClockAsync(context, cancellation), cancellation),
        cancellation);

    public Task<ExpiredSweep?> MarkExpiredAsync(TimeSpan ago, IReadOnlyCollection<string> keptTags, CancellationToken cancellation) => WriteAsync(
        "deleting a sweep",
        async context => await SweepDeletion.MarkExpiredAsync(context, ago, keptTags, await ReadClockAsync(context, cancellation), cancellation),
        cancellation);

    public Task<IReadOnlyList<Guid>> ListDeletedAsync(CancellationToken cancellation) => ReadAsync(
        "looking for deleted sweeps",
        async context => await SweepDeletion.ListAsync(context, FieldSql, await ReadClockAsync(context, cancellation), Damage, cancellation),
        cancellation);

    public Task<DeletedPiece> DeletePieceAsync(Guid id, int rows, CancellationToken cancellation) => WriteAsync(
        "deleting a sweep",
        async context => await SweepDeletion.DeleteAsync(context, id, rows, await ReadClockAsync(context, cancellation), cancellation),
        cancellation);

    public Task AddKeyAsync(KeyRecord key, CancellationToken cancellation) =>
        WriteAsync("storing a key", context => KeyQueries.AddAsync(context, key, cancellation), cancellation);

    public Task<IReadOnlyList<KeyRecord>> ListKeysAsync(CancellationToken cancellation) =>
        ReadAsync("listing keys", context => KeyQueries.ListAsync(context, Damage, cancellation), cancellation);

    public Task<KeyRecord?> FindKeyAsync(string id, CancellationToken cancellation) =>
        ReadAsync("reading a key", context => KeyQueries.FindAsync(context, id, NoDamage, cancellation), cancellation);

    public Task<bool> RevokeKeyAsync(string id, CancellationToken cancellation) =>
        WriteAsync("revoking a key", context => KeyQueries.RevokeAsync(context, id, Now, cancellation), cancellation);

    public async Task NoteKeyUseAsync(string id, DateTimeOffset at, CancellationToken cancellation)
    {
        // Most uses are within a minute of another, and are not to wait for whoever writes.
        var minute = at.AddTicks(-(at.Ticks % Minute.Ticks));
        if (await FindKeyAsync(id, cancellation) is { } key && (key.LastUsedAt is null || key.LastUsedAt < minute))
            await WriteAsync("noting the use of a key", context => KeyQueries.NoteUseAsync(context, id, minute, cancellation), cancellation);
    }
}
