using Sweep.Client.Formatting;
using Sweep.Core.Patterns;
using Sweep.Core.Specs;
using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>Loss over iterations, a chart a pattern.</summary>
internal static class CurveSection
{
    public static void Write(HtmlWriter html, ReportData data)
    {
        if (data.Lines.Count == 0)
            return;
        var frame = ChartFrame.Around(data.Lines, data.Spec.TargetLoss);
        var rates = data.Spec.Parameters.Single(parameter => parameter.Name == ParameterName.LearningRate).Count;
        html.Markup($"<section>");
        html.Markup($"<h2>Loss curves by pattern</h2>");
        html.Markup($"""<p class="note">A line for each learning rate, at its best setting (that of the smallest loss where none reached the target): the median of its replicates, and a band from their 10th to their 90th percentile. Both axes are logarithmic and the same in every chart. The dot is the median iteration at which the target was reached.</p>""");
        if (rates > CurveChoice.MostRates)
            html.Markup($"""<p class="note">{CurveChoice.MostRates} of {Figures.Count(rates)} learning rates are drawn: the lowest, the highest, the best, and some between.</p>""");
        html.Markup($"""<div class="charts">""");
        foreach (var lines in data.Lines.GroupBy(line => line.Setting.Point.Pattern))
        {
            var name = lines.Key.ToName();
            html.Markup($"""<figure class="card"><figcaption>{name}</figcaption>""");
            CurveChart.Write(html, frame, name, [.. lines]);
            WriteLegend(html, data.Spec, [.. lines]);
            html.Markup($"</figure>");
        }
        html.Markup($"</div>");
        html.Markup($"</section>");
    }

    private static void WriteLegend(HtmlWriter html, SweepSpec spec, IReadOnlyList<CurveLine> lines)
    {
        bool Varies(ParameterName name) => spec.Parameters.Any(parameter => parameter.Name == name && parameter.Count > 1);
        var texts = SettingTexts.OfRates(spec);
        html.Markup($"""<ul class="legend">""");
        for (var i = 0; i < lines.Count; i++)
        {
            var point = lines[i].Setting.Point;
            var others = new List<string>();
            if (Varies(ParameterName.Samples))
                others.Add($"{Figures.Count(point.Samples)} samples");
            if (Varies(ParameterName.Hidden))
                others.Add($"{point.Hidden} hidden");
            if (lines[i].Runs < lines[i].Setting.Trials)
                others.Add($"{lines[i].Runs} of {Figures.Count(lines[i].Setting.Trials)} replicates");
            var rest = others.Count > 0 ? $"({string.Join(", ", others)})" : "";
            html.Markup($"""<li class="c{i}"><i></i> {texts.Of(point.LearningRate)} <small>{rest}</small></li>""");
        }
        html.Markup($"</ul>");
    }
}
