using Sweep.Client.Formatting;
using Sweep.Core.Analysis;
using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>Whether the values of the main table are really different: what <c>sweep top --compare</c> prints.</summary>
internal static class ComparisonSection
{
    private const int MostPairs = 45;

    public static void Write(HtmlWriter html, ReportData data)
    {
        if (data.Comparison is not { } comparison)
            return;
        html.Markup($"<section>");
        html.Markup($"<h2>Are they really different?</h2>");
        html.Markup($"""<p class="note">{ComparisonTexts.Test(comparison)} Medians have 95 % intervals of log(−log), after R. Brookmeyer and J. Crowley. The mean is that of the iterations to the target, runs that are not there by {Figures.Count(comparison.Horizon)} counted as that; ± is its standard error.</p>""");
        WriteGroups(html, comparison, data.Tables[0][0].By);
        if (comparison.Pairs.Count > 1)
            WritePairs(html, comparison);
        html.Markup($"</section>");
    }

    private static void WriteGroups(HtmlWriter html, GroupComparison comparison, string by)
    {
        html.Markup($"""<div class="wide"><table class="ranking"><thead>""");
        html.Markup($"""<tr><th scope="col">{by}</th><th scope="col" class="number">reached</th><th scope="col" class="number"><small>expected</small> if alike</th><th scope="col" class="number"><small>median</small> iterations</th><th scope="col" class="number"><small>its</small> 95 % interval</th><th scope="col" class="number"><small>mean within</small> {Figures.Count(comparison.Horizon)}</th></tr>""");
        html.Markup($"</thead><tbody>");
        foreach (var group in comparison.Groups)
        {
            html.Markup($"""<tr><th scope="row">{group.Name}</th><td class="number">{Figures.Count(group.Reached)} of {Figures.Count(group.Runs)}</td><td class="number">{group.Expected:0.#}</td>""");
            html.Markup($"""<td class="number">{(group.MedianIterations is { } median ? Figures.Count(median) : "not reached")}</td><td class="number">{ComparisonTexts.Interval(group)}</td><td class="number">{ComparisonTexts.Mean(group)}</td></tr>""");
        }

        html.Markup($"</tbody></table></div>");
        if (comparison.GroupsLeftOut > 0)
            html.Markup($"""<p class="note">The best {comparison.Groups.Count} values are compared; {Figures.Count(comparison.GroupsLeftOut)} are left out.</p>""");
    }

    private static void WritePairs(HtmlWriter html, GroupComparison comparison)
    {
        html.Markup($"<h3>Two by two</h3>");
        html.Markup($"""<p class="note">Corrected after S. Holm for the number of pairs{(comparison.Pairs.Count > MostPairs ? $"; the {MostPairs} least likely by chance of {Figures.Count(comparison.Pairs.Count)}" : "")}.</p>""");
        html.Markup($"""<div class="wide"><table class="ranking"><thead>""");
        html.Markup($"""<tr><th scope="col">one</th><th scope="col">other</th><th scope="col" class="number"><small>more mean</small> iterations</th><th scope="col" class="number">p</th><th scope="col" class="number"><small>corrected</small> p</th></tr>""");
        html.Markup($"</thead><tbody>");
        var pairs = comparison.Pairs.Count > MostPairs ? comparison.Pairs.OrderBy(pair => pair.PValue).Take(MostPairs) : comparison.Pairs;
        foreach (var pair in pairs)
            html.Markup($"""<tr><th scope="row">{pair.One}</th><td>{pair.Other}</td><td class="number">{Figures.Count((long)Math.Round(pair.MeanDifference))}</td><td class="number">{Figures.Probability(pair.PValue)}</td><td class="number">{Figures.Probability(pair.HolmPValue)}</td></tr>""");
        html.Markup($"</tbody></table></div>");
    }
}
