using Sweep.Client.Formatting;
using Sweep.Core.Analysis;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>The tables of <c>sweep top</c>.</summary>
internal static class ConvergenceSection
{
    private const int MostRows = 40;

    /// <summary>The main one, by pattern.</summary>
    public static void Write(HtmlWriter html, ReportData data)
    {
        html.Markup($"<section>");
        html.Markup($"<h2>What converged fastest</h2>");
        html.Markup($"""<p class="note">Ranked by the share of trials that reached the target, then by the median iterations to it. Trials that never got there count as censored (Kaplan–Meier); of trials that differ only in the resource the longest counts.</p>""");
        WriteTable(html, data, data.Tables[0]);
        if (data.Totals.Pruned > 0)
            html.Markup($"""<p class="note">{Figures.Trials(data.Totals.Pruned, "pruned")} in no table here: stopped because they were bad, they would make medians too good.</p>""");
        html.Markup($"</section>");
    }

    /// <summary>By every other parameter that varies.</summary>
    public static void WriteOthers(HtmlWriter html, ReportData data)
    {
        if (data.Tables.Count < 2)
            return;
        html.Markup($"<section>");
        html.Markup($"<h2>The same by other parameters</h2>");
        foreach (var rows in data.Tables.Skip(1))
        {
            html.Markup($"<h3>By {rows[0].By}</h3>");
            if (rows[0].By == data.Spec.Trainer.Resource)
                html.Markup($"""<p class="note">Here every trial counts, in the group of what was planned for it.</p>""");
            WriteTable(html, data, rows);
        }
        html.Markup($"</section>");
    }

    private static void WriteTable(HtmlWriter html, ReportData data, IReadOnlyList<ConvergenceRow> rows)
    {
        var by = rows[0].By;
        var settings = data.Spec.Parameters
            .Where(parameter => parameter.IsVaried && parameter.Name != by && parameter.Name != data.Spec.Trainer.Resource)
            .Select(parameter => parameter.Name)
            .ToArray();
        html.Markup($"""<div class="wide"><table class="ranking"><thead>""");
        html.Markup($"""<tr><th scope="col">{by}</th><th scope="col" class="number">trials</th><th scope="col">reached</th><th scope="col" class="number"><small>median</small> iterations</th><th scope="col" class="number"><small>fewest</small> iterations</th>""");
        foreach (var name in settings)
            html.Markup($"""<th scope="col" class="{(data.Spec.Find(name) is { Kind: ParameterKind.Text } ? "best" : "best number")}"><small>best</small> {name}</th>""");
        if (settings.Length > 0)
            html.Markup($"""<th scope="col" class="number"><small>its</small> reached</th><th scope="col" class="number"><small>its</small> median</th>""");
        html.Markup($"</tr></thead><tbody>");
        foreach (var row in rows.Take(MostRows))
            WriteRow(html, row, settings, data.Spec);
        html.Markup($"</tbody></table></div>");
        if (rows.Count > MostRows)
            html.Markup($"""<p class="note">The best {MostRows} of {Figures.Count(rows.Count)} values; <code>sweep top {data.Sweep.Id.ToString("d")} --by {by}</code> has all.</p>""");
    }

    private static void WriteRow(HtmlWriter html, ConvergenceRow row, string[] settings, SweepSpec spec)
    {
        html.Markup($"""<tr><th scope="row">{row.Bin?.ToString() ?? Value(spec, row.Best, row.By)}</th><td class="number">{Figures.Count(row.Trials)}</td>""");
        html.Markup($"""<td class="share"><span class="bar"><i style="width:{row.Share * 100:0.#}%"></i></span> <b>{Figures.Percent(row.Share)}</b></td>""");
        WriteIterations(html, row.MedianIterations);
        html.Markup($"""<td class="number">{(row.BestIterations is { } fewest ? Figures.Count(fewest) : "–")}</td>""");
        foreach (var name in settings)
            html.Markup($"""<td class="{(spec.Find(name) is { Kind: ParameterKind.Text } ? "" : "number")}">{(row.Best.Reached > 0 ? Value(spec, row.Best, name) : "–")}</td>""");
        if (settings.Length > 0)
        {
            html.Markup($"""<td class="number">{Figures.Count(row.Best.Reached)} of {Figures.Count(row.Best.Trials)}</td>""");
            WriteIterations(html, row.Best.MedianIterations);
        }
        html.Markup($"</tr>");
    }

    private static void WriteIterations(HtmlWriter html, int? iterations)
    {
        if (iterations is { } there)
            html.Markup($"""<td class="number">{Figures.Count(there)}</td>""");
        else
            html.Markup($"""<td class="number never">not reached</td>""");
    }

    private static string Value(SweepSpec spec, BestSetting best, string name) =>
        best.Point.ValueOf(name) is { Kind: ParameterKind.Whole } whole && name != PerceptronParameters.Hidden
            ? Figures.Count(whole.Whole)
            : SettingTexts.Of(spec, name, best.Point.ValueOf(name));
}
