using Sweep.Client.Formatting;
using Sweep.Core.Specs;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>Loss over iterations, a chart a pattern.</summary>
internal static class CurveSection
{
    public static void Write(HtmlWriter html, ReportData data)
    {
        if (data.Lines.Count == 0)
            return;
        var frame = ChartFrame.Around(data.Lines, data.Spec.Objective == Objective.Loss ? data.Spec.Target : null);
        var rates = data.Spec.Find(PerceptronParameters.LearningRate)!.Count;
        var best = data.Spec.Target is null ? "" : $" (that of the best {data.Spec.Objective.Metric} where none reached the target)";
        var dots = frame.Target is null ? "" : "The dot is the median iteration at which the target was reached.";
        html.Markup($"<section>");
        html.Markup($"<h2>Loss curves by pattern</h2>");
        html.Markup($"""<p class="note">{(data.Spec.Find(PerceptronParameters.LearningRate) is { Range: null } ? "A line for each learning rate," : "A line for each tenth of the range of learning rates,")} at its best setting{best}: the median of its replicates, and a band from their 10th to their 90th percentile. Both axes are logarithmic and the same in every chart. {dots}</p>""");
        if (rates > CurveChoice.MostRates)
            html.Markup($"""<p class="note">{CurveChoice.MostRates} of {Figures.Count(rates)} learning rates are drawn: the lowest, the highest, the best, and some between.</p>""");
        html.Markup($"""<div class="charts">""");
        foreach (var lines in data.Lines.GroupBy(line => line.Setting.Point[PerceptronParameters.Pattern].Text))
        {
            var name = lines.Key;
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
        bool Varies(string name) => spec.Find(name) is { IsVaried: true };
        var texts = SettingTexts.OfRates(spec);
        html.Markup($"""<ul class="legend">""");
        for (var i = 0; i < lines.Count; i++)
        {
            var point = lines[i].Setting.Point;
            var others = new List<string>();
            if (Varies(PerceptronParameters.Samples))
                others.Add($"{Figures.Count(point[PerceptronParameters.Samples].Whole)} samples");
            if (Varies(PerceptronParameters.Hidden))
                others.Add($"{point[PerceptronParameters.Hidden]} hidden");
            if (lines[i].Runs < lines[i].Setting.Trials)
                others.Add($"{lines[i].Runs} of {Figures.Count(lines[i].Setting.Trials)} replicates");
            var rest = others.Count > 0 ? $"({string.Join(", ", others)})" : "";
            html.Markup($"""<li class="c{i}"><i></i> {texts.Of(point[PerceptronParameters.LearningRate].Real)} <small>{rest}</small></li>""");
        }
        html.Markup($"</ul>");
    }
}
