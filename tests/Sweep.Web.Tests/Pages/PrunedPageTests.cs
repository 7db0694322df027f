using System.Globalization;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Sweep.Core.Pruners;
using Sweep.Core.Trials;
using Sweep.Service;
using Sweep.Storage.Sweeps;

namespace Sweep.Web.Tests.Pages;

/// <summary>What pages and the API say of sweeps whose trials are stopped early.</summary>
[Collection(nameof(PageTests))]
public sealed class PrunedPageTests(SeededPages pages)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{ kind: asha, min: 3, cohort: 9 }", 1)]
    [InlineData("{ kind: asha, min: 9, cohort: 5 }", 2)]
    [InlineData("{ kind: hyperband, min: 9 }", 1)]
    [InlineData("{ kind: median, min: 9, cohort: 6 }", 1)]
    [InlineData("{ kind: target, min: 3 }", 1)]
    public async Task Rungs_OfASweep_CountTheVerdictsOnPageAndApi(string pruner, int replicates)
    {
        var sweep = await SweepAsync(pruner, replicates);
        var verdicts = await pages.Store.ReadRungsAsync(sweep.Id, null, Cancellation);
        var page = await pages.OpenAsync($"/sweeps/{sweep.Id:d}");
        using var answer = await pages.GetAsync($"/v1/sweeps/{sweep.Id:d}/rungs");
        var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;

        Assert.Equal(sweep.Spec.Pruner!.Kind.ToName(), (string?)told["pruner"]);
        var rungs = told["rungs"]!.AsArray();
        Assert.Equal(
            verdicts.GroupBy(verdict => (verdict.Bracket, verdict.Rung)).OrderBy(group => group.Key).Select(group => Counts(group.Key, group)),
            rungs.Where(rung => (int)rung!["kept"]! + (int)rung["pruned"]! + (int)rung["completed"]! > 0).Select(rung => (
                ((int)rung!["bracket"]!, (int)rung["rung"]!), (int)rung["kept"]!, (int)rung["pruned"]!, (int)rung["completed"]!, (double?)rung["cutoff"])));
        Assert.All(rungs, rung => Assert.Equal(0, (int)rung!["undecided"]!));
        var rows = page.QuerySelectorAll("#rungs-table tbody tr");
        Assert.Equal(
            rungs.Select(rung => $"{Count(rung!, "step")} {Count(rung!, "kept")} {Count(rung!, "pruned")}"),
            rows.Select(row => string.Join(' ', Cells(row))));
        Assert.NotNull(page.QuerySelector("#rungs-chart"));
    }

    [Fact]
    public async Task Rungs_CountOfPruned_LeadsToThoseTrials()
    {
        var sweep = await SweepAsync("{ kind: asha, min: 3, cohort: 9 }", 1);
        var page = await pages.OpenAsync($"/sweeps/{sweep.Id:d}");
        foreach (var link in page.QuerySelectorAll("#rungs-table tbody a"))
        {
            var trials = await pages.OpenAsync(link.GetAttribute("href")!);
            Assert.Equal(link.TextContent, trials.QuerySelectorAll("#trials-table tbody tr").Length.ToString(CultureInfo.InvariantCulture));
        }

        Assert.NotEmpty(page.QuerySelectorAll("#rungs-table tbody a"));
        Assert.Contains("asha, from 3 steps, factor 3, cohorts of 9", page.QuerySelector("#progress")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_OfAPrunedSweep_SaysAtEachRungWhatExplainSays()
    {
        var sweep = await SweepAsync("{ kind: asha, min: 3, cohort: 9 }", 1);
        var service = new SweepService(pages.Store, TimeProvider.System);
        var trials = await pages.Store.ReadTrialsAsync(sweep.Id, Cancellation).ToListAsync(Cancellation);
        foreach (var trial in new[] { trials.First(one => one.State == TrialState.Pruned), trials.First(one => one.State == TrialState.Completed) })
        {
            var explained = (await service.ExplainAsync(sweep, trial.Trial.Number, Cancellation)).Require();
            var page = await pages.OpenAsync($"/sweeps/{sweep.Id:d}/trials/{trial.Trial.Number}");
            Assert.Equal(explained.Rungs.Select(rung => rung.Sentence), page.QuerySelectorAll("#verdicts li").Select(line => line.TextContent));
            Assert.Equal(trial.State == TrialState.Pruned ? "Why it was pruned" : "At the rungs", page.QuerySelector("#rungs-title")!.TextContent);
        }
    }

    [Fact]
    public async Task Page_OfASweepWithoutAPruner_HasNoRungs()
    {
        var page = await pages.OpenAsync(pages.Own);
        Assert.Null(page.QuerySelector("#rungs"));
        Assert.DoesNotContain(page.QuerySelectorAll(".jump a"), link => link.TextContent == "Rungs");
        Assert.Null((await pages.OpenAsync($"{pages.Own}/trials/1")).QuerySelector("#rungs"));
        Assert.Contains("Samplergrid", page.QuerySelector("#progress .facts")!.TextContent, StringComparison.Ordinal);
    }

    private static ((int, int), int, int, int, double?) Counts((int, int) place, IEnumerable<RungVerdict> verdicts)
    {
        var all = verdicts.ToList();
        int Of(RungDecision decision) => all.Count(verdict => verdict.Decision == decision);
        return (place, Of(RungDecision.Kept), Of(RungDecision.Pruned), Of(RungDecision.Completed), all.MaxBy(verdict => verdict.Cohort)!.Cutoff);
    }

    private static string Count(JsonNode rung, string name) => ((long)rung[name]!).ToString("N0", CultureInfo.InvariantCulture);

    // The cells from the step on: a bracket may stand before it.
    private static IEnumerable<string> Cells(IElement row) =>
        row.Children.SkipWhile(cell => cell.TagName != "TH").Take(3).Select(cell => cell.TextContent.Trim());

    private async Task<SweepRecord> SweepAsync(string pruner, int replicates)
    {
        var id = await pages.SubmitAsync($$"""
            name: pruned
            parameters:
              pattern: [circle, diamond]
              learning_rate: { log: [0.001, 0.3], count: 9 }
              iterations: [81]
              samples: [20, 40]
            replicates: {{replicates}}
            target: { loss: 0.6 }
            record: { every: 3 }
            pruner: {{pruner}}
            """);
        return (await pages.Store.FindSweepAsync(id, Cancellation))!;
    }
}
