using System.Globalization;
using System.Net;
using System.Text;
using Sweep.Storage.DataSets;

namespace Sweep.Service.Remote;

/// <summary>The numbers of a data set as a server reads them: CSV, each number in the shortest form that gives it back, written as it is sent.</summary>
internal sealed class TableContent : HttpContent
{
    /// <summary>Bytes that are sent at once, and more than a row has.</summary>
    private const int PieceBytes = 1 << 16;

    private readonly NewDataSet _set;

    public TableContent(NewDataSet set)
    {
        _set = set;
        Headers.ContentType = new("text/csv") { CharSet = "utf-8" };
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var (table, piece) = (_set.Table, new StringBuilder());
        piece.AppendJoin(',', table.Features.Append(_set.Label).Select(Quoted)).Append('\n');
        var (one, other) = (Quoted(_set.Positive), _set.Positive == "0" ? "1" : "0");
        for (var row = 0; row < table.Rows; row++)
        {
            foreach (var value in table.Row(row))
                piece.Append(CultureInfo.InvariantCulture, $"{value:R},");
            piece.Append(table.Labels[row] ? one : other).Append('\n');
            if (piece.Length >= PieceBytes)
                await SendAsync();
        }

        await SendAsync();

        async Task SendAsync()
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(piece.ToString()), cancellationToken);
            piece.Clear();
        }
    }

    /// <summary>It is known once it is written.</summary>
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
