using Sweep.Client.Export;
using Sweep.Client.Terminal;
using Sweep.Core.Naming;

namespace Sweep.Client.Commands;

/// <summary>Chooses the format of an export.</summary>
internal static class ExportFormats
{
    private static readonly Dictionary<string, ExportFormat> ByName = new(StringComparer.Ordinal)
    {
        ["csv"] = ExportFormat.Csv,
        ["jsonl"] = ExportFormat.JsonLines,
        ["parquet"] = ExportFormat.Parquet,
    };

    /// <summary>As written, else by the file's ending, else CSV.</summary>
    public static ExportFormat Choose(string? name, string? file, OptionReader errors)
    {
        if (name is null)
            return file is null ? ExportFormat.Csv : OfEnding(file, errors);
        if (ByName.TryGetValue(name, out var format))
            return format;
        errors.Refuse(new Problem("--format", name.Length == 0 ? "\"\"" : name, "is no export format", $"{Suggestions.Question(name, ByName.Keys)}choose csv, jsonl or parquet"));
        return ExportFormat.Csv;
    }

    private static ExportFormat OfEnding(string file, OptionReader errors)
    {
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".csv":
                return ExportFormat.Csv;
            case ".jsonl" or ".ndjson":
                return ExportFormat.JsonLines;
            case ".parquet":
                return ExportFormat.Parquet;
            default:
                errors.Refuse(new Problem("--output", file, "has an ending that names no format", "end it in .csv, .jsonl or .parquet, or add --format"));
                return ExportFormat.Csv;
        }
    }
}
