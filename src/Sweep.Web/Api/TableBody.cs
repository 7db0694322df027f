using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Sweep.Service.Answers;
using Sweep.Service.Tables;

namespace Sweep.Web.Api;

/// <summary>Reads a table that a request brings.</summary>
internal static class TableBody
{
    public const string Csv = "text/csv";

    public const string Parquet = "application/vnd.apache.parquet";

    /// <summary>What it says that it is; null where that is no table.</summary>
    public static TableFormat? FormatOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return null;
        if (type.MediaType.Equals(Parquet, StringComparison.OrdinalIgnoreCase))
            return TableFormat.Parquet;
        return type.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? TableFormat.Csv
            : null;
    }

    public static string NameOf(TableFormat format) => format == TableFormat.Csv ? Csv : Parquet;

    /// <summary>
    /// The table, or all that is wrong with it. CSV is read as it comes; Parquet has its columns' places at its end, so that it is kept until then.
    /// </summary>
    public static async Task<Answer<ReadTable>> ReadAsync(HttpContext http, TableFormat format, TableChoice choice)
    {
        var problems = new TableProblems();
        using var whole = new MemoryStream();
        if (format == TableFormat.Parquet)
        {
            await http.Request.Body.CopyToAsync(whole, http.RequestAborted);
            whole.Position = 0;
        }

        var table = await TableReader.ReadAsync(format == TableFormat.Csv ? http.Request.Body : whole, format, choice, problems, http.RequestAborted);
        if (table is not null)
            return table;
        return new Refusal(RefusalKind.Invalid, problems.Told) { Details = problems.Untold is { } untold ? [untold] : [] };
    }
}
