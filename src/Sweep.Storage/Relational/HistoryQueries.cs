using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sweep.Core.Samplers.Adaptive;
using Sweep.Core.Scheduling;
using Sweep.Core.Specs;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;

namespace Sweep.Storage.Relational;

/// <summary>The results that searches begin with.</summary>
internal static class HistoryQueries
{
    private const string Table = "search_history";

    private const string Select =
        "SELECT parameters, objectives, pruned_at, source_sweep, source_number FROM search_history WHERE sweep_id = @p0 ORDER BY place";

    public static IEnumerable<SearchHistoryRow> RowsOf(Guid id, IReadOnlyList<EarlierResult> results) => results.Select((result, place) => new SearchHistoryRow
    {
        SweepId = id,
        Place = place,
        Parameters = result.Parameters,
        Objectives = $"[{string.Join(',', result.Objectives.Select(value => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "null"))}]",
        PrunedAt = result.PrunedAt,
        SourceSweep = result.Sweep,
        SourceNumber = result.Number,
    });

    /// <exception cref="StoreException">The rows are not those that the sweep was submitted with.</exception>
    public static async Task<IReadOnlyList<SearchResult>> ReadAsync(
        SweepDbContext context, Guid id, SweepSpec spec, string place, DamageSink damage, CancellationToken cancellation)
    {
        if (spec.History is not { } history)
            return [];
        var rows = await StoredRows.ReadAsync(context, Table, Select, [context.KeepId(id)], row => Read(row, id), damage, cancellation)
            .ToListAsync(cancellation);
        try
        {
            var results = EarlierResults.Read(spec, rows);
            if (EarlierResults.HashOf(results) == history.Hash)
                return results;
        }
        catch (FormatException)
        {
            // As rows whose hash is another one.
        }

        throw DamageSink.Error(place, string.Create(
            CultureInfo.InvariantCulture,
            $"the {rows.Count} rows of table {Table} for sweep {id:d} are not the {history.Points} that it was submitted with, so it would search otherwise"));
    }

    private static EarlierResult Read(StoredRow row, Guid id)
    {
        row.Is(id, null);
        return new EarlierResult(row.Text(0), ObjectivesOf(row), row.IntOrNull(2), row.Id(3), row.Whole(4));
    }

    private static ImmutableArray<double> ObjectivesOf(StoredRow row)
    {
        try
        {
            using var document = JsonDocument.Parse(row.Text(1));
            return [.. document.RootElement.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            throw row.Damaged(1, row.Text(1), "is no list of numbers");
        }
    }
}
