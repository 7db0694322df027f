using Sweep.Core.Sweeps;
using Sweep.Service.Reports;

namespace Sweep.Client.Reports;

/// <summary>The page as a whole.</summary>
internal static class ReportPage
{
    private const string Style = "Sweep.Client.Reports.report.css";

    public static void Write(HtmlWriter html, ReportData data)
    {
        html.Markup($"<!DOCTYPE html>");
        html.Markup($"""<html lang="en">""");
        html.Markup($"<head>");
        html.Markup($"""<meta charset="utf-8">""");
        html.Markup($"""<meta name="viewport" content="width=device-width, initial-scale=1">""");
        // Nothing is loaded and nothing runs, whatever a spec's name holds.
        html.Markup($"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">""");
        html.Markup($"""<meta name="color-scheme" content="light dark">""");
        html.Markup($"<title>{data.Sweep.Name} – Sweep report</title>");
        html.Markup($"<style>");
        html.Resource(Style);
        html.Markup($"</style>");
        html.Markup($"</head>");
        html.Markup($"<body>");
        html.Markup($"<main>");
        HeaderSection.Write(html, data);
        if (data.Tables[0].Count == 0)
        {
            html.Markup($"""<p class="empty">No trial has finished yet{(data.Sweep.State == SweepState.Running ? "; the sweep is running" : "")}.</p>""");
        }
        else
        {
            ConvergenceSection.Write(html, data);
            ComparisonSection.Write(html, data);
            CurveSection.Write(html, data);
            HeatMapSection.Write(html, data);
            ConvergenceSection.WriteOthers(html, data);
        }
        html.Markup($"""<details class="spec"><summary>The spec as it was sent</summary><pre>{SpecText(data)}</pre></details>""");
        html.Markup($"</main>");
        html.Markup($"</body>");
        html.Markup($"</html>");
    }

    private static string SpecText(ReportData data)
    {
        const int Most = 50_000;
        var text = data.Sweep.SpecText;
        return text.Length <= Most ? text : $"{text[..Most]}\n… (the first {Most} of {text.Length} characters)";
    }
}
