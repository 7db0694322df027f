using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Sweep.Core.Texts;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;
using Sweep.Service.Answers;

namespace Sweep.Service.Claims;

/// <summary>Reads points as clients send them: each is a line of the protocol of trials.</summary>
internal static class ReportedPoints
{
    private const int MostErrors = 20;

    /// <summary>What they say, or all that is wrong with them.</summary>
    public static Answer<ReportLog> Read(IReadOnlyList<JsonElement>? points)
    {
        var log = new ReportLog();
        var wrong = new List<Problem>();
        for (var k = 0; k < points?.Count && wrong.Count < MostErrors; k++)
        {
            try
            {
                if (log.Add(Encoding.UTF8.GetBytes(points[k].GetRawText())) == ReportKind.Checkpoint)
                    wrong.Add(new Problem(PlaceOf(k), "", "is a checkpoint, which a client keeps for itself", "leave it out"));
            }
            catch (ReportException refused)
            {
                wrong.Add(new Problem(PlaceOf(k), "", refused.Message));
            }
        }

        return wrong.Count == 0 ? log : new Refusal(RefusalKind.Invalid, [.. wrong]);
    }

    /// <summary>What a trial gives that has ended with these points, or why that is nothing.</summary>
    /// <param name="log">The points.</param>
    /// <param name="steps">Of the trial; null where it has no resource.</param>
    /// <param name="objectives">What has to be among them; targets look at the first.</param>
    /// <param name="target">Value of the objective that counts as learnt; null where the spec has none.</param>
    public static Answer<TrialResult> ResultOf(ReportLog log, int? steps, ImmutableArray<Objective> objectives, double? target)
    {
        if (!log.HasMetrics)
            return Missing("has no metrics", $"send the curve, such as [{{\"step\":10,\"{objectives[0].Metric}\":0.4}}], or \"state\":\"failed\" with an error");
        if (objectives.FirstOrDefault(one => !log.Metrics.Contains(one.Metric, StringComparer.Ordinal)) is { } objective)
            return Missing($"has no {objective.Metric}, which is {(objectives.Length == 1 ? "the" : "an")} objective, but {string.Join(", ", log.Metrics)}", "report it too, or name another as objective.metric of the spec");
        try
        {
            return log.ResultAt(steps ?? log.LastStep, isEnd: true, objectives, target);
        }
        catch (ReportException late)
        {
            return Missing(late.Message, "");
        }
    }

    private static string PlaceOf(int index) => FormattableString.Invariant($"points[{index}]");

    private static Refusal Missing(string rule, string remedy) => new(RefusalKind.Invalid, new Problem("points", "", rule, remedy));
}
