using System.Globalization;
using Sweep.Client.Formatting;
using Sweep.Core.Budgets;
using Sweep.Core.Patterns;
using Sweep.Core.Spaces;
using Sweep.Core.Specs;
using Sweep.Core.Sweeps;
using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>What sweep it is, how it stands, and what it searches.</summary>
internal static class HeaderSection
{
    private const int MostValues = 12;

    public static void Write(HtmlWriter html, ReportData data)
    {
        var sweep = data.Sweep;
        var totals = data.Totals;
        var state = sweep.State.ToName();
        html.Markup($"<header>");
        html.Markup($"""<p class="kind">Sweep report</p>""");
        html.Markup($"""<h1>{sweep.Name}</h1>""");
        html.Markup($"""<p class="id"><span class="state {state}">{state}</span> <code>{sweep.Id.ToString("d")}</code></p>""");
        if (sweep.Error is { } error)
            html.Markup($"""<p class="error">{error}</p>""");
        if (sweep.Extends is { } extended)
            html.Markup($"""<p class="note">Extends <code>{extended.ToString("d")}</code>.</p>""");
        if (sweep.EndedBy is { } ended)
            html.Markup($"""<p class="note">Ended by {ended.Describe()}; the whole search space is {Figures.Count(sweep.Space.Size)} trials.</p>""");
        html.Markup($"""<dl class="figures">""");
        Figure(html, "planned trials", Figures.Count(sweep.PlannedTrials));
        Figure(html, "completed", Figures.Count(totals.Completed));
        if (totals.Pruned > 0)
            Figure(html, "pruned", Figures.Count(totals.Pruned));
        if (totals.Failed > 0)
            Figure(html, "failed", Figures.Count(totals.Failed));
        if (totals.Reused > 0)
            Figure(html, "reused", Figures.Count(totals.Reused));
        if (sweep.PlannedTrials > totals.Rows)
            Figure(html, "without result", Figures.Count(sweep.PlannedTrials - totals.Rows));
        Figure(html, "iterations trained", Figures.Count(totals.TrainedIterations));
        Figure(html, "training time", Durations.Show(totals.TrainSeconds));
        if (totals.LastFinishedAt is { } last)
            Figure(html, "from submit to last result", Durations.Show((last - sweep.CreatedAt).TotalSeconds));
        html.Markup($"</dl>");
        WriteSpec(html, data.Spec);
        html.Markup($"""<p class="note">Submitted {Time(sweep.CreatedAt)}{(sweep.FinishedAt is { } end ? $", finished {Time(end)}" : "")}; this page was made {Time(data.Now)}.</p>""");
        html.Markup($"</header>");
    }

    private static void Figure(HtmlWriter html, string name, string value) =>
        html.Markup($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static void WriteSpec(HtmlWriter html, SweepSpec spec)
    {
        html.Markup($"""<table class="searched"><caption>What it searches</caption><tbody>""");
        foreach (var parameter in spec.Parameters)
            html.Markup($"""<tr><th scope="row">{parameter.Name}</th><td>{Values(parameter)}{When(parameter)}</td></tr>""");
        foreach (var constraint in spec.Constraints)
            html.Markup($"""<tr><th scope="row">constraint</th><td>{constraint.ToString()}</td></tr>""");
        if (spec.Sampler.Trials is { } points)
            html.Markup($"""<tr><th scope="row">sampler</th><td>{spec.Sampler.Kind}: {Figures.Count(points)} points by seed {spec.Sampler.Seed}</td></tr>""");
        if (spec.History is { } history)
            html.Markup($"""<tr><th scope="row">begun with</th><td>{history.ToString()}</td></tr>""");
        html.Markup($"""<tr><th scope="row">replicates</th><td>{Figures.Count(spec.Replicates)}, from data_seed {spec.DataSeed} and init_seed {spec.InitSeed}</td></tr>""");
        html.Markup($"""<tr><th scope="row">target</th><td>{ObjectiveTexts.Target(spec) ?? "none"}</td></tr>""");
        if (spec.Trainer.IsPerceptron)
            html.Markup($"""<tr><th scope="row">recorded</th><td>{(spec.RecordEvery == 1 ? "every iteration" : $"every {Figures.Count(spec.RecordEvery)} iterations")}</td></tr>""");
        html.Markup($"</tbody></table>");
    }

    private static string Values(Parameter parameter)
    {
        if (parameter.Range is { } range)
            return RangeOf(range);
        var reals = new SettingTexts(parameter.Values.Where(value => value.Kind == ParameterKind.Real).Select(value => value.Real));
        var values = parameter.Values.Select(value => value.Kind switch
        {
            ParameterKind.Real => reals.Of(value.Real),
            ParameterKind.Whole => Figures.Count(value.Whole),
            _ => value.ToString(),
        });
        return parameter.Count <= MostValues
            ? string.Join(" · ", values)
            : $"{string.Join(" · ", values.Take(MostValues / 2))} · … · {values.Last()} ({Figures.Count(parameter.Count)} values)";
    }

    // "where optimizer is sgd or adam and momentum is 0.9".
    private static string When(Parameter parameter) => parameter.When.IsEmpty
        ? ""
        : $", where {string.Join(" and ", parameter.When.Select(condition => $"{condition.Name} is {string.Join(" or ", condition.Values)}"))}";

    private static string RangeOf(ParameterRange range)
    {
        var (low, high) = (range.ValueOf(range.Low), range.ValueOf(range.High));
        return $"{low} to {high}{(range.IsLog ? ", logarithmic" : range.Step is { } step ? $", in steps of {range.ValueOf(step)}" : "")}";
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
