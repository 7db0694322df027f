using Sweep.Client.Formatting;
using Sweep.Core.Analysis;
using Sweep.Core.Specs;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>Learning rate × samples → median iterations to the target, a table a pattern.</summary>
internal static class HeatMapSection
{
    private const int MostValues = 24;

    // More columns than this take the page's whole width.
    private const int MostInCard = 6;

    public static void Write(HtmlWriter html, ReportData data)
    {
        if (data.Spec.Target is null || (data.Cells.Count == 0 && !data.Spec.Trainer.IsPerceptron))
            return;
        var rates = data.Cells.Select(cell => cell.LearningRate).Distinct().Order().ToList();
        var samples = data.Cells.Select(cell => cell.Samples).Distinct().Order().ToList();
        var shownRates = Spread.Over(rates.Count, MostValues).Select(i => rates[i]).ToList();
        var shownSamples = Spread.Over(samples.Count, MostValues).Select(i => samples[i]).ToList();
        var (rateSet, sampleSet) = (shownRates.ToHashSet(), shownSamples.ToHashSet());
        var cells = data.Cells.Where(cell => rateSet.Contains(cell.LearningRate) && sampleSet.Contains(cell.Samples)).ToList();
        var scale = new HeatScale(cells.Select(cell => cell.MedianIterations).OfType<int>());

        var texts = SettingTexts.OfRates(data.Spec);
        html.Markup($"<section>");
        html.Markup($"<h2>Median iterations to the target</h2>");
        html.Markup($"""<p class="note">By learning rate (down) and samples (across); {Pooled(data.Spec)} pooled. One scale for all patterns.{(data.Spec.Parameters.Any(parameter => parameter.Range is not null) ? " Of a range each row or column has a tenth, from the value shown on." : "")}</p>""");
        if (shownRates.Count < rates.Count || shownSamples.Count < samples.Count)
            html.Markup($"""<p class="note">Shown are {shownRates.Count} of {Figures.Count(rates.Count)} learning rates and {shownSamples.Count} of {Figures.Count(samples.Count)} sample counts, evenly spread.</p>""");
        WriteLegend(html, scale, cells.Exists(cell => cell.MedianIterations is not null));
        html.Markup($"""<div class="{(shownSamples.Count > MostInCard ? "maps large" : "maps")}">""");
        foreach (var ofPattern in cells.GroupBy(cell => cell.Pattern))
            WriteMap(html, ofPattern.Key, ofPattern.ToDictionary(cell => (cell.LearningRate, cell.Samples)), shownRates, shownSamples, scale, texts);
        html.Markup($"</div>");
        html.Markup($"</section>");
    }

    private static string Pooled(SweepSpec spec) =>
        spec.Find(PerceptronParameters.Hidden) is { IsVaried: true }
            ? "hidden sizes and replicates are"
            : "replicates are";

    private static void WriteLegend(HtmlWriter html, HeatScale scale, bool hasMedians)
    {
        html.Markup($"""<ul class="scale">""");
        if (hasMedians)
        {
            html.Markup($"<li>fast</li>");
            for (var step = 0; step < HeatScale.Steps; step++)
                html.Markup($"""<li class="heat h{step}">{Short(scale.StartOf(step))}</li>""");
            html.Markup($"<li>slow</li>");
        }
        html.Markup($"""<li class="heat never">–</li><li>no median: more than half are estimated never to get there</li>""");
        html.Markup($"</ul>");
    }

    private static void WriteMap(
        HtmlWriter html,
        string pattern,
        Dictionary<(double LearningRate, int Samples), MedianCell> cells,
        IReadOnlyList<double> rates,
        IReadOnlyList<int> samples,
        HeatScale scale,
        SettingTexts texts)
    {
        html.Markup($"""<div class="card"><div class="wide"><table class="map"><caption>{pattern}</caption><thead><tr><td></td>""");
        foreach (var count in samples)
            html.Markup($"""<th scope="col">{Figures.Count(count)}</th>""");
        html.Markup($"</tr></thead><tbody>");
        foreach (var rate in rates)
        {
            html.Markup($"""<tr><th scope="row">{texts.Of(rate)}</th>""");
            foreach (var count in samples)
            {
                if (!cells.TryGetValue((rate, count), out var cell))
                    html.Markup($"""<td class="heat none"></td>""");
                else if (cell.MedianIterations is { } median)
                    html.Markup($"""<td class="heat h{scale.StepOf(median)}" title="{Figures.Count(median)} iterations; {Reached(cell)}">{Short(median)}</td>""");
                else
                    html.Markup($"""<td class="heat never" title="no median: {Reached(cell)}">–</td>""");
            }
            html.Markup($"</tr>");
        }
        html.Markup($"</tbody></table></div></div>");
    }

    private static string Reached(in MedianCell cell) => $"{Figures.Count(cell.Reached)} of {Figures.Count(cell.Trials)} trials reached it";

    /// <summary>Exact up to 9,999; then to three digits, so that cells stay narrow.</summary>
    private static string Short(double iterations) => iterations switch
    {
        < 9_999.5 => Figures.Count((long)Math.Round(iterations)),
        < 999_500 => FormattableString.Invariant($"{iterations / 1e3:0.#}k"),
        < 999_500_000 => FormattableString.Invariant($"{iterations / 1e6:0.#}M"),
        _ => FormattableString.Invariant($"{iterations / 1e9:0.#}G"),
    };
}
