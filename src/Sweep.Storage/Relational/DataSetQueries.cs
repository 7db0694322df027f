using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sweep.Core.Data;
using Sweep.Storage.DataSets;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>Data sets and their numbers.</summary>
internal static class DataSetQueries
{
    private const string Select =
        "SELECT d.name, d.hash, d.features, c.rows, d.label, d.positive, d.source, d.created_at FROM data_sets d LEFT JOIN data_set_contents c ON c.hash = d.hash";

    private const string Numbers =
        """
        SELECT c.content, (SELECT d.features FROM data_sets d WHERE d.hash = c.hash ORDER BY d.created_at, d.name LIMIT 1) AS features
        FROM data_set_contents c WHERE c.hash = @p0
        """;

    public static async Task<(DataSetRecord Stored, bool IsNew)> AddAsync(
        SweepDbContext context, DataSetSql sql, NewDataSet set, DateTimeOffset now, DamageSink damage, CancellationToken cancellation)
    {
        await HoldAsync(context, sql.HoldToChange, cancellation);
        var hash = await HashOfAsync(context, set.Name, cancellation);
        if (hash is null || hash == set.Table.Hash)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                 INSERT INTO data_set_contents (hash, rows, content) VALUES ({set.Table.Hash}, {set.Table.Rows}, {DataTableBytes.Write(set.Table)})
                 ON CONFLICT (hash) DO UPDATE SET rows = excluded.rows, content = excluded.content
                 """,
                cancellation);
        }

        if (hash is null)
        {
            context.Add(new DataSetRow
            {
                Name = set.Name,
                Hash = set.Table.Hash,
                Features = JsonSerializer.Serialize([.. set.Table.Features], StoredJson.Default.StringArray),
                Label = set.Label,
                Positive = set.Positive,
                Source = set.Source,
                CreatedAt = now,
            });
            await context.SaveChangesAsync(cancellation);
        }

        return ((await FindAsync(context, set.Name, damage, cancellation))!, hash is null);
    }

    public static async Task<IReadOnlyList<DataSetRecord>> ListAsync(SweepDbContext context, DamageSink damage, CancellationToken cancellation)
    {
        var found = await StoredRows.ReadAsync(context, "data_sets", Select, [], Read, damage, cancellation).ToListAsync(cancellation);
        return [.. found.OrderBy(set => set.Name, StringComparer.Ordinal)];
    }

    public static async Task<DataSetRecord?> FindAsync(SweepDbContext context, string name, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(context, "data_sets", Select + " WHERE d.name = @p0", [name], Read, damage, cancellation).FirstOrDefaultAsync(cancellation);

    public static async Task<DataSetRemoval> RemoveAsync(
        SweepDbContext context, DataSetSql sql, string name, DamageSink damage, CancellationToken cancellation)
    {
        await HoldAsync(context, sql.HoldToChange, cancellation);
        if (await HashOfAsync(context, name, cancellation) is not { } hash)
            return new DataSetRemoval(null, false, []);
        var isLast = !await context.DataSets.AnyAsync(set => set.Hash == hash && set.Name != name, cancellation);
        var users = isLast
            ? await StoredRows.ReadAsync(context, "sweeps", sql.Users, [hash], row => new DataSetUser(row.Id(0), row.Text(1)), damage, cancellation)
                .ToListAsync(cancellation)
            : [];
        if (users.Count > 0)
            return new DataSetRemoval(hash, false, users);
        await context.DataSets.Where(set => set.Name == name).ExecuteDeleteAsync(cancellation);
        if (isLast)
            await context.DataSetContents.Where(content => content.Hash == hash).ExecuteDeleteAsync(cancellation);
        return new DataSetRemoval(hash, isLast, []);
    }

    public static async Task<DataTable?> ReadTableAsync(SweepDbContext context, string hash, DamageSink damage, CancellationToken cancellation) =>
        await StoredRows.ReadAsync(context, "data_set_contents", Numbers, [hash], row => ReadTable(row, hash), damage, cancellation).FirstOrDefaultAsync(cancellation);

    /// <summary>Makes sure that numbers are there, and stay until the transaction ends.</summary>
    /// <exception cref="MissingDataException">Some are not.</exception>
    public static async Task RequireAsync(SweepDbContext context, DataSetSql sql, IReadOnlyCollection<string> hashes, CancellationToken cancellation)
    {
        if (hashes.Count == 0)
            return;
        await HoldAsync(context, sql.HoldToRequire, cancellation);
        foreach (var hash in hashes)
        {
            if (!await context.DataSetContents.AnyAsync(content => content.Hash == hash, cancellation))
                throw new MissingDataException(hash);
        }
    }

    private static Task<int> HoldAsync(SweepDbContext context, string? hold, CancellationToken cancellation) =>
        hold is null ? Task.FromResult(0) : context.Database.ExecuteSqlRawAsync(hold, cancellation);

    private static Task<string?> HashOfAsync(SweepDbContext context, string name, CancellationToken cancellation) =>
        context.DataSets.Where(set => set.Name == name).Select(set => (string?)set.Hash).FirstOrDefaultAsync(cancellation);

    private static DataSetRecord Read(StoredRow row)
    {
        row.IsOfData("?");
        var name = row.Text(0);
        row.IsOfData(name);
        return new(name, row.Text(1), FeaturesOf(row, 2), row.Int(3, 1), row.Text(4), row.Text(5), row.Text(6), row.Time(7));
    }

    private static DataTable ReadTable(StoredRow row, string hash)
    {
        row.IsOfData(hash);
        var bytes = row.Bytes(0);
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash)
            throw row.Damaged(0, bytes, "does not fit its hash: add the data set's file again");
        try
        {
            return DataTableBytes.Read(FeaturesOf(row, 1), bytes);
        }
        catch (FormatException misfit)
        {
            throw row.Damaged(0, bytes, $"cannot be read: {misfit.Message}");
        }
    }

    private static ImmutableArray<string> FeaturesOf(StoredRow row, int column)
    {
        var text = row.Text(column);
        try
        {
            if (JsonSerializer.Deserialize(text, StoredJson.Default.StringArray) is { Length: >= 1 and <= DataTable.MostFeatures } names
                && names.All(name => name is not null))
                return [.. names];
        }
        catch (JsonException)
        {
            // Told below.
        }

        throw row.Damaged(column, text, "is no JSON array of names");
    }
}
