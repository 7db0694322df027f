using CsvHelper;

namespace Sweep.Service.Tables;

/// <summary>Reads data from CSV: a header and rows, with commas, semicolons, tabs or bars between values.</summary>
internal static class CsvTable
{
    /// <summary>Bytes of a row: a quote that is never closed must not swallow the rest of a large file.</summary>
    private const int LongestRow = 16 * 1024 * 1024;

    public static async Task<ReadTable?> ReadAsync(Stream file, TableChoice choice, TableProblems problems, CancellationToken cancellation)
    {
        var options = new CsvReaderOptions
        {
            TrackLineNumbers = true,
            TrimWhitespace = true,
            MaxRecordSize = LongestRow,
            OnMalformedRecord = bad => problems.AddCell(TableProblems.Invariant($"line {bad.LineNumber}"), null, "", WordsOf(bad.Reason)),
        };
        try
        {
            await using var csv = CsvReader.Create(file, options, leaveOpen: true);
            await csv.ReadHeaderAsync(cancellation);
            if (TableColumns.Choose([.. csv.Headers ?? []], choice, problems) is not { } columns)
                return null;
            var builder = new TableBuilder(columns, "line", choice.Form, problems);
            while (await csv.ReadAsync(cancellation) && !builder.IsFull(csv.LineNumber))
                AddRow(csv, columns, builder);
            return builder.Finish(choice.Positive);
        }
        catch (CsvFormatException malformed)
        {
            problems.AddCell(TableProblems.Invariant($"line {malformed.LineNumber}"), null, "", $"cannot be read: {malformed.Message}");
            return null;
        }
    }

    private static void AddRow(CsvReader csv, TableColumns columns, TableBuilder builder)
    {
        var line = csv.LineNumber;
        if (csv.FieldCount != columns.Header.Length)
        {
            builder.AddMisfit(line, csv.FieldCount);
            return;
        }

        for (var feature = 0; feature < columns.Features.Length; feature++)
        {
            var column = columns.Features[feature];
            if (!builder.TryAddFeature(CellNumber.Parse(csv.GetSpan(column))))
                builder.Refuse(line, feature, csv.GetString(column));
        }

        builder.AddLabel(line, csv.GetString(columns.Label));
    }

    private static string WordsOf(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "begins a value with a quote that is never closed",
        CsvMalformedReason.TextAfterClosingQuote => "has text after a closing quote",
        _ => "has a quote within a value that does not begin with one",
    };
}
