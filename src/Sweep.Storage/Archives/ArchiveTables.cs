using Sweep.Storage.Trials;

namespace Sweep.Storage.Archives;

/// <summary>
/// The tables of which an archive is made, in an order in which they can be filled. Not among them is what others give again (<c>runs</c>, which triggers
/// keep), what a sweep that has ended has none of (<c>leases</c>), who was told of its end (<c>notifications</c>), and data sets, which are not a sweep's.
/// </summary>
public static class ArchiveTables
{
    private static readonly ArchiveColumn Sweep = new("sweep_id", ArchiveKind.Id);
    private static readonly ArchiveColumn Number = new("number", ArchiveKind.LongWhole);

    /// <summary>The sweep itself. Not among its columns is what only one that runs or is being deleted has.</summary>
    public static ArchiveTable Sweeps { get; } = new(
        "sweeps",
        [
            new("id", ArchiveKind.Id), new("name", ArchiveKind.Text), new("spec_text", ArchiveKind.Text), new("spec", ArchiveKind.Json),
            new("spec_hash", ArchiveKind.Text), new("submit_key", ArchiveKind.Text, true), new("state", ArchiveKind.Text), new("error", ArchiveKind.Text, true),
            new("numerics", ArchiveKind.Whole), new("planned_trials", ArchiveKind.LongWhole), new("frontier", ArchiveKind.LongWhole), new("epoch", ArchiveKind.LongWhole),
            new("created_at", ArchiveKind.Time), new("finished_at", ArchiveKind.Time, true), new("resumed_at", ArchiveKind.Time, true),
            new("extends", ArchiveKind.Id, true), new("ended_by", ArchiveKind.Text, true), new("trace_parent", ArchiveKind.Text, true),
        ]);

    /// <summary>All, the sweep first.</summary>
    public static IReadOnlyList<ArchiveTable> All { get; } =
    [
        Sweeps,
        new(
            "trials",
            [.. TrialColumns.All.Select(column => new ArchiveColumn(column.Name, KindOf(column.StoredType, column.Kind), column.IsNullable))], "number"),
        new(
            "loss_curves",
            [Sweep, Number, new("every", ArchiveKind.Whole), new("last_iteration", ArchiveKind.Whole), new("loss", ArchiveKind.Floats),
                new("accuracy", ArchiveKind.Floats)],
            "number"),
        new("metric_curves", [Sweep, Number, new("metric", ArchiveKind.Text), new("steps", ArchiveKind.Wholes), new("values", ArchiveKind.Reals)], "number", "metric"),
        new("proposals", [Sweep, Number, new("parameters", ArchiveKind.Json), new("seen_below", ArchiveKind.LongWhole)], "number"),
        new(
            "search_history",
            [
                Sweep, new("place", ArchiveKind.Whole), new("parameters", ArchiveKind.Json), new("objectives", ArchiveKind.Json), new("pruned_at", ArchiveKind.Whole, true),
                new("source_sweep", ArchiveKind.Id), new("source_number", ArchiveKind.LongWhole),
            ],
            "place"),
        new(
            "rungs",
            [
                Sweep, Number, new("rung", ArchiveKind.Whole), new("step", ArchiveKind.Whole), new("decision", ArchiveKind.Text), new("value", ArchiveKind.Real, true),
                new("mean", ArchiveKind.Real, true), new("score", ArchiveKind.Real, true), new("bracket", ArchiveKind.Whole), new("cohort", ArchiveKind.LongWhole),
                new("place", ArchiveKind.LongWhole, true), new("among", ArchiveKind.LongWhole), new("cutoff", ArchiveKind.Real, true),
            ],
            "number", "rung"),
        new(
            "attempts",
            [
                Sweep, Number, new("attempt", ArchiveKind.Whole), new("lease_id", ArchiveKind.Id), new("silo", ArchiveKind.Text), new("started_at", ArchiveKind.Time),
                new("ended_at", ArchiveKind.Time), new("reason", ArchiveKind.Text), new("alone", ArchiveKind.Flag), new("cause", ArchiveKind.Text),
                new("progressed", ArchiveKind.Flag), new("trace_parent", ArchiveKind.Text, true),
            ],
            "number", "attempt"),
        new(
            "checkpoints",
            [
                Sweep, Number, new("lease_id", ArchiveKind.Id), new("attempt", ArchiveKind.Whole), new("iteration", ArchiveKind.Whole), new("points", ArchiveKind.Whole),
                new("train_seconds", ArchiveKind.Real), new("state", ArchiveKind.Bytes), new("saved_at", ArchiveKind.Time),
            ],
            "number"),
        new("checkpoint_curves", [Sweep, Number, new("start", ArchiveKind.Whole), new("points", ArchiveKind.Bytes)], "number", "start"),
        new("sweep_notes", [Sweep, new("note", ArchiveKind.Text)]),
        new("sweep_tags", [Sweep, new("tag", ArchiveKind.Text)], "tag"),
    ];

    private static ArchiveKind KindOf(Type stored, Type kind) => kind == typeof(JsonText)
        ? ArchiveKind.Json
        : Type.GetTypeCode(Nullable.GetUnderlyingType(stored) ?? stored) switch
        {
            TypeCode.String => ArchiveKind.Text,
            TypeCode.Int32 => ArchiveKind.Whole,
            TypeCode.Int64 => ArchiveKind.LongWhole,
            TypeCode.Double => ArchiveKind.Real,
            TypeCode.Boolean => ArchiveKind.Flag,
            _ when stored == typeof(Guid) => ArchiveKind.Id,
            _ when stored == typeof(DateTimeOffset) => ArchiveKind.Time,
            _ => throw new NotSupportedException($"a column of trials of {stored} cannot be archived"),
        };
}
