using Sweep.Storage.Trials;

namespace Sweep.Client.Export;

/// <summary>The columns of an export of trials: those of the table, in its order.</summary>
internal static class TrialExport
{
    public static IReadOnlyList<Column<TrialRecord>> Columns { get; } = [.. TrialColumns.All.Select(Of)];

    private static Column<TrialRecord> Of(TrialColumn column) => column switch
    {
        TrialColumnOf<JsonText> documents => new JsonColumn<TrialRecord>(column.Name, row => documents.Value(row).Text),
        TrialColumnOf<Guid> ids => new TextColumn<TrialRecord>(column.Name, row => ids.Value(row).ToString("d")),
        TrialColumnOf<string> texts => new TextColumn<TrialRecord>(column.Name, texts.Value),
        TrialColumnOf<long> numbers => new NumberColumn<TrialRecord, long>(column.Name, numbers.Value),
        TrialColumnOf<int> numbers => new NumberColumn<TrialRecord, int>(column.Name, numbers.Value),
        TrialColumnOf<int?> numbers => new NullableNumberColumn<TrialRecord, int>(column.Name, numbers.Value),
        TrialColumnOf<double> numbers => new NumberColumn<TrialRecord, double>(column.Name, numbers.Value),
        TrialColumnOf<double?> numbers => new NullableNumberColumn<TrialRecord, double>(column.Name, numbers.Value),
        TrialColumnOf<bool> flags => new FlagColumn<TrialRecord>(column.Name, flags.Value),
        TrialColumnOf<DateTimeOffset> times => new TimeColumn<TrialRecord>(column.Name, times.Value),
        _ => throw new NotSupportedException($"trials.{column.Name} cannot be exported"),
    };
}
