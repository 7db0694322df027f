using System.Text;
using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>One sweep as a page for people: what <c>sweep report</c> writes.</summary>
public static class SweepReport
{
    /// <summary>
    /// Writes one self-contained HTML file (UTF-8; no script, nothing from a network): the sweep and its spec, the convergence table, loss
    /// curves and heat maps. Works at any state of the sweep, with the rows that there are. A few megabytes at most, however many
    /// trials: what is left out for that is said on the page. Reads every trial's outcome, and only the curves that are drawn.
    /// </summary>
    /// <param name="output">Left open.</param>
    public static async Task WriteAsync(ReportData data, Stream output, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true);
        ReportPage.Write(new HtmlWriter(text), data);
        await text.FlushAsync(cancellation);
    }
}
