using Microsoft.EntityFrameworkCore;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Sweeps;

namespace Sweep.Storage.Relational;

/// <summary>What people wrote to sweeps.</summary>
internal static class NoteQueries
{
    public static async Task<IReadOnlyDictionary<Guid, StoredNotes>> ReadAsync(
        SweepDbContext context, IReadOnlyCollection<Guid> ids, DamageSink damage, CancellationToken cancellation)
    {
        Dictionary<Guid, StoredNotes> found = [];
        if (ids.Count == 0)
            return found;
        var values = new SqlValues();
        var among = values.AddAll(ids.Select(context.KeepId));
        (Guid Id, string Text) Read(StoredRow row)
        {
            row.Is(null, null);
            var id = row.Id(0);
            row.Is(id, null);
            return (id, row.Text(1));
        }

        var notes = StoredRows.ReadAsync(context, "sweep_notes", $"SELECT sweep_id, note FROM sweep_notes WHERE sweep_id IN ({among})", values.All, Read, damage, cancellation);
        await foreach (var (id, note) in notes)
            found[id] = new StoredNotes(note, []);
        var tags = await StoredRows
            .ReadAsync(context, "sweep_tags", $"SELECT sweep_id, tag FROM sweep_tags WHERE sweep_id IN ({among})", values.All, Read, damage, cancellation)
            .ToListAsync(cancellation);
        foreach (var group in tags.GroupBy(one => one.Id, one => one.Text))
            found[group.Key] = new StoredNotes(found.GetValueOrDefault(group.Key)?.Note ?? "", [.. group.Order(StringComparer.Ordinal)]);
        return found;
    }

    public static async Task<StoredNotes?> WriteAsync(
        SweepDbContext context, Guid id, string note, DamageSink damage, CancellationToken cancellation)
    {
        if (!await HoldAsync(context, id, cancellation))
            return null;
        await context.Notes.Where(row => row.SweepId == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Note, note), cancellation);
        return await FindAsync(context, id, damage, cancellation);
    }

    public static async Task<StoredNotes?> ChangeTagsAsync(
        SweepDbContext context, Guid id, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, int most, DamageSink damage,
        CancellationToken cancellation)
    {
        if (!await HoldAsync(context, id, cancellation))
            return null;
        var before = await FindAsync(context, id, damage, cancellation);
        var after = before with { Tags = [.. before.Tags.Except(remove).Union(add).Order(StringComparer.Ordinal)] };
        if (after.Tags.Count > most)
            return after;
        string[] gone = [.. before.Tags.Except(after.Tags)];
        await context.Tags.Where(row => row.SweepId == id && gone.Contains(row.Tag)).ExecuteDeleteAsync(cancellation);
        context.AddRange(after.Tags.Except(before.Tags).Select(tag => new SweepTagRow { SweepId = id, Tag = tag }));
        await context.SaveChangesAsync(cancellation);
        return after;
    }

    private static async Task<StoredNotes> FindAsync(SweepDbContext context, Guid id, DamageSink damage, CancellationToken cancellation) =>
        (await ReadAsync(context, [id], damage, cancellation)).GetValueOrDefault(id) ?? new StoredNotes("", []);

    /// <summary>
    /// Makes sure of the sweep's row of notes and holds the sweep's, so that of two who change its tags one sees what the other did, as does who deletes it
    /// for its age and not for its tags; false where the sweep is gone.
    /// </summary>
    private static async Task<bool> HoldAsync(SweepDbContext context, Guid id, CancellationToken cancellation)
    {
        if (!await SweepDeletion.HoldAsync(context, id, cancellation))
            return false;
        await context.Database.ExecuteSqlAsync(
            $"INSERT INTO sweep_notes (sweep_id, note) VALUES ({context.KeepId(id)}, '') ON CONFLICT (sweep_id) DO NOTHING", cancellation);
        return true;
    }
}
