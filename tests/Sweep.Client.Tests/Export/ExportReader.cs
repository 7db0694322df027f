using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Parquet;
using Parquet.Serialization;

namespace Sweep.Client.Tests.Export;

/// <summary>Reads exports back with the formats' own readers, into rows of values by column.</summary>
internal static class ExportReader
{
    public static List<Dictionary<string, string?>> Csv(byte[] bytes)
    {
        using var reader = CsvReader.Create(bytes, new CsvReaderOptions { Separator = ',' });
        reader.ReadHeader();
        var rows = new List<Dictionary<string, string?>>();
        while (reader.Read())
        {
            var row = new Dictionary<string, string?>(StringComparer.Ordinal);
            for (var i = 0; i < reader.Headers!.Count; i++)
                row[reader.Headers[i]] = reader.GetString(i) is { Length: > 0 } text ? text : null;
            rows.Add(row);
        }
        return rows;
    }

    public static List<Dictionary<string, string?>> JsonLines(byte[] bytes)
    {
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.EnumerateObject().ToDictionary(
                member => member.Name,
                member => member.Value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.String => member.Value.GetString() is { Length: > 0 } value ? value : null,
                    _ => member.Value.GetRawText(),
                },
                StringComparer.Ordinal);
        })];
    }

    public static async Task<List<Dictionary<string, string?>>> ParquetAsync(byte[] bytes)
    {
        var rows = new List<Dictionary<string, string?>>();
        using var stream = new MemoryStream(bytes);
        var read = await ParquetSerializer.DeserializeUntypedAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var row in read.Data)
            rows.Add(read.Schema.DataFields.ToDictionary(field => field.Name, field => Text(row.GetValueOrDefault(field.Name)), StringComparer.Ordinal));
        return rows;
    }

    public static async Task<int> RowGroupsAsync(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        return reader.RowGroupCount;
    }

    private static string? Text(object? value) => value switch
    {
        null or "" => null,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
