using Sweep.Core.Specs;
using Sweep.Storage.Faults;
using Sweep.Storage.Model;
using Sweep.Storage.Owning;

namespace Sweep.Storage.Relational;

/// <summary>Where results that are there already may be, and which of them may be copied.</summary>
internal static class ReuseQueries
{
    private const int PageSize = 20;

    /// <summary>Ids ascend with time. Of a sweep one trial is looked at: PostgreSQL may make a join over all trials of EXISTS.</summary>
    private static readonly string Sources =
        $"""
        SELECT s.id, s.spec, s.state = 'completed' AND s.ended_by IS NULL AND NOT EXISTS (SELECT 1 FROM trials f WHERE f.sweep_id = s.id AND f.state = 'failed') AS is_complete
        FROM sweeps s
        WHERE s.id < @p1 AND s.id <> @p0 AND s.deleted_at IS NULL AND s.numerics = (SELECT numerics FROM sweeps WHERE id = @p0)
          AND (SELECT 1 FROM trials t WHERE t.sweep_id = s.id LIMIT 1) = 1
        ORDER BY s.id DESC LIMIT {PageSize}
        """;

    /// <summary>
    /// Of a trial t with its curve c, if it has one: a result, with values that are what they can be, since damage is not to spread. Other trainers than
    /// the perceptron may end early, count steps from 1, and have metrics instead of a curve.
    /// </summary>
    public const string IsResult =
        """
        t.state = 'completed' AND t.trained_iterations = coalesce(t.iterations, t.trained_iterations) AND t.train_seconds BETWEEN 0 AND 1e300
          AND coalesce(t.reached_at, 0) BETWEEN 0 AND coalesce(t.iterations - 1, t.trained_iterations)
          AND coalesce(t.converged_at, 0) BETWEEN 0 AND coalesce(t.iterations - 1, t.trained_iterations)
          AND (c.last_iteration = t.trained_iterations - 1 AND t.best_loss IS NOT NULL
               OR c.number IS NULL AND EXISTS (SELECT 1 FROM metric_curves m WHERE m.sweep_id = t.sweep_id AND m.number = t.number))
        """;

    /// <summary>The first page ends below this id, which no sweep has.</summary>
    public static Guid Newest => Guid.AllBitsSet;

    /// <summary>A page of the sources, newest first, and below which id the next one begins; null at the end.</summary>
    public static async Task<(List<ReuseSource> Sources, Guid? Next)> PageAsync(
        SweepDbContext context, Guid id, Guid below, DamageSink damage, CancellationToken cancellation)
    {
        var (count, last) = (0, below);
        ReuseSource? Read(StoredRow row)
        {
            count++;
            last = row.Id(0);
            return TryRead(row.Text(1)) is { } space ? new ReuseSource(last, space, row.Flag(2)) : null;
        }

        var sources = await StoredRows.ReadAsync(context, "sweeps", Sources, [context.KeepId(id), context.KeepId(below)], Read, damage, cancellation)
            .ToListAsync(cancellation);
        return ([.. sources.OfType<ReuseSource>()], count < PageSize || last == below ? null : last);
    }

    /// <summary>Null where somebody has changed it: that is another sweep's trouble.</summary>
    private static SearchSpace? TryRead(string spec)
    {
        try
        {
            return SpaceLimits.Require(CanonicalSpec.FromJson(spec));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
